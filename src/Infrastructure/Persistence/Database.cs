using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Storage;
using Xtablo.Application.Operation;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>The database behind the tables: what SQLite and PostgreSQL do each in its own way.</summary>
internal abstract class Database : IOutages, IDisposable
{
    /// <summary>For how long a writer waits for its turn.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    // A wait that was too long, a line that was cut: wherever in the chain they are.
    public bool IsOutage(Exception failure) => failure is TimeoutException or SocketException || (failure is DbException database && IsOutage(database))
        || (failure.InnerException is { } inner && IsOutage(inner));

    public abstract XtabloDb Open();

    /// <summary>Makes the database ready to serve: created where it may be, at this program's version.</summary>
    /// <exception cref="SettingException">The connection string does not lead to a usable database.</exception>
    public abstract Task PrepareAsync(CancellationToken ct);

    /// <summary>As <see cref="PrepareAsync"/>, for a command: a server may be running on it, and may start meanwhile.</summary>
    /// <exception cref="SettingException">The connection string does not lead to a usable database.</exception>
    public abstract Task JoinAsync(CancellationToken ct);

    /// <summary>
    /// Begins a transaction that writes. Writers wait here for their turn rather than in the database, where waiting
    /// costs a thread or a connection each.
    /// </summary>
    /// <param name="tabloId">The tablo it writes to; null when it is about none.</param>
    public abstract Task<WriteTransaction> BeginWriteAsync(XtabloDb db, TabloId? tabloId = null);

    /// <summary>Begins a transaction whose reads all see one moment; it blocks no writer.</summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(XtabloDb db, CancellationToken ct);

    /// <summary>Loads the head row of a discussion and holds its lock until the transaction ends. Null when there is none.</summary>
    public abstract Task<Discussion?> LockAsync(XtabloDb db, TabloId tabloId);

    /// <summary>True when saving failed because a row with this key exists.</summary>
    public abstract bool IsDuplicateKey(DbException failure);

    public abstract void Dispose();

    /// <summary>True when it is the database's state and not what was asked of it.</summary>
    protected abstract bool IsOutage(DbException failure);

    /// <summary>Waits for a turn and begins a transaction in it.</summary>
    /// <exception cref="TimeoutException">Those before it take too long.</exception>
    protected static async Task<WriteTransaction> BeginInTurnAsync(SemaphoreSlim turn, Func<Task<IDbContextTransaction>> begin)
    {
        if (!await turn.WaitAsync(Patience))
        {
            throw new TimeoutException("The writers before this one take too long.");
        }

        try
        {
            return new WriteTransaction(await begin(), turn);
        }
        catch
        {
            turn.Release();
            throw;
        }
    }
}

/// <summary>Rolls back unless it was committed; disposing it lets the next writer in.</summary>
internal sealed class WriteTransaction(IDbContextTransaction transaction, SemaphoreSlim turn) : IAsyncDisposable
{
    /// <summary>Without cancellation: whether a commit happened must not depend on who is listening.</summary>
    public Task CommitAsync() => transaction.CommitAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            turn.Release();
        }
    }
}

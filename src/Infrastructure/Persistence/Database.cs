using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore.Storage;
using Xtablo.Application.Operation;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>The database behind the tables: what SQLite and PostgreSQL each do in their own way.</summary>
internal abstract class Database : IOutages, IOneAtATime, IDisposable
{
    /// <summary>How long a writer waits for its turn. What is older is not begun.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public virtual bool HasNodes => false; // other servers that work on it too

    /// <summary>How many writers of posts can work beside each other.</summary>
    public abstract int Lanes { get; }

    // A timeout or a broken connection, wherever it is in the chain of inner exceptions.
    public bool IsOutage(Exception failure) =>
        failure is TimeoutException or SocketException
        || (failure is DbException database && IsOutage(database))
        || (failure.InnerException is { } inner && IsOutage(inner));

    /// <summary>True when a statement gave up because someone else holds the lock of a row.</summary>
    public virtual bool IsLockOfAnother(Exception failure) => false;

    /// <summary>Opens a context, which the caller disposes.</summary>
    public abstract XtabloDb Open();

    /// <summary>Opens a connection of no pool, to ask by (<see cref="Question"/>). The caller disposes it.</summary>
    public abstract Task<DbConnection> OpenAloneAsync(CancellationToken ct);

    /// <summary>Makes the database ready to serve: creates it if it may, and migrates it to this program's version.</summary>
    /// <param name="progress">Reports the present step, such as <c>waiting for PostgreSQL</c>.</param>
    /// <param name="ct">Ends waiting; a migration that has begun is finished first.</param>
    /// <returns>What the operator should know about the database, in a sentence; null for nothing.</returns>
    /// <exception cref="SettingException">The connection string does not lead to a usable database.</exception>
    /// <exception cref="OperatorException">A newer Xtablo has migrated it.</exception>
    public abstract Task<string?> PrepareAsync(IProgress<string> progress, CancellationToken ct);

    /// <summary>As <see cref="PrepareAsync"/>, for a verb: a server may be running, and may start in the meantime.</summary>
    /// <exception cref="SettingException">The connection string does not lead to a usable database.</exception>
    /// <exception cref="OperatorException">Another version of Xtablo has migrated it, or runs on it.</exception>
    public abstract Task JoinAsync(IProgress<string> progress, CancellationToken ct);

    public abstract Task DoAsync(Func<Task> once, CancellationToken ct);

    /// <summary>
    /// Begins a write transaction. Writers wait here for their turn rather than in the database, where each of them would
    /// occupy a thread or a connection. The caller disposes it, which lets the next writer in.
    /// </summary>
    /// <param name="tabloId">The tablo it writes to; null when it is about none.</param>
    /// <exception cref="TimeoutException">The writers before this one took too long.</exception>
    public abstract Task<WriteTransaction> BeginWriteAsync(XtabloDb db, TabloId? tabloId = null);

    /// <summary>The lane of a discussion, always the same: from 0, below <see cref="Lanes"/>.</summary>
    public int LaneOf(TabloId tabloId) => (int)((uint)tabloId.GetHashCode() % Lanes);

    /// <summary>Begins a transaction that stores posts, all of one lane. The caller disposes it.</summary>
    /// <param name="waits">Whether it waits for the locks of others, or does without the discussions that have one.</param>
    /// <exception cref="TimeoutException">The writers before this one took too long.</exception>
    public abstract Task<PostBatch> BeginPostsAsync(IReadOnlyCollection<PostKey> keys, bool waits);

    /// <summary>Begins a transaction whose reads all see one snapshot; it blocks no writer.</summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(XtabloDb db, CancellationToken ct);

    /// <summary>Loads the head row of a discussion and locks it until the transaction ends; null when there is none.</summary>
    public abstract Task<Discussion?> LockAsync(XtabloDb db, TabloId tabloId);

    /// <summary>True when saving failed because a row with this key exists.</summary>
    public abstract bool IsDuplicateKey(DbException failure);

    public abstract void Dispose();

    /// <summary>True when the state of the database is at fault, not the statement.</summary>
    protected abstract bool IsOutage(DbException failure);

    /// <exception cref="TimeoutException">The writers before this one took too long.</exception>
    protected static async Task WaitForAsync(SemaphoreSlim turn)
    {
        if (!await turn.WaitAsync(Patience))
        {
            throw new TimeoutException("The writers before this one take too long.");
        }
    }

    /// <summary>Waits for a turn and begins a transaction in it.</summary>
    /// <exception cref="TimeoutException">The writers before this one took too long.</exception>
    protected static async Task<WriteTransaction> BeginInTurnAsync(SemaphoreSlim turn, Func<Task<IDbContextTransaction>> begin)
    {
        await WaitForAsync(turn);
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

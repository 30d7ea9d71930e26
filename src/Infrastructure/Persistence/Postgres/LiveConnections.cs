using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>
/// Asks a connection that has lain in the pool whether it is still alive before anything is sent on it: a server that was
/// restarted, or a firewall, has ended it without a word. Instead of a dead one a fresh one is opened, and nobody notices;
/// nothing was sent yet, so this is as good for a change as for a reading.
/// </summary>
internal sealed class LiveConnections(NpgsqlDataSource pool, TimeProvider time) : DbConnectionInterceptor
{
    /// <summary>No server restarts in less. Under load a connection rests for less, and is not asked.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1); // far longer than the pool keeps one
    private const int Many = 500;
    private const int Patience = 2; // seconds: with a fresh connection after it, the caller still hears within ten

    // By the process that serves a connection: it tells the connections of the pool apart. None of a fresh one is here.
    private readonly ConcurrentDictionary<int, long> _restingSince = new();

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        var opened = (NpgsqlConnection)connection;
        if (_restingSince.TryRemove(opened.ProcessID, out var since)
            && time.GetElapsedTime(since) > Moment
            && !await IsAliveAsync(opened, cancellationToken))
        {
            pool.Clear(); // the others are as old
            await opened.CloseAsync();
            await opened.OpenAsync(cancellationToken);
        }
    }

    public override InterceptionResult ConnectionClosing(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        NoteRest(connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionClosingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        NoteRest(connection);
        return ValueTask.FromResult(result);
    }

    private static async Task<bool> IsAliveAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            await using var question = connection.CreateCommand();
            question.CommandText = "SELECT 1";
            question.CommandTimeout = Patience;
            await question.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private void NoteRest(DbConnection connection)
    {
        if (connection is not NpgsqlConnection { State: ConnectionState.Open } resting)
        {
            return;
        }

        _restingSince[resting.ProcessID] = time.GetTimestamp();
        if (_restingSince.Count > Many) // of those that the pool has closed since
        {
            foreach (var (process, since) in _restingSince.Where(each => time.GetElapsedTime(each.Value) > LongestRest))
            {
                _restingSince.TryRemove(new(process, since));
            }
        }
    }
}

using System.Net.Sockets;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>The server before it is used: whether it is up, and how many connections it allows.</summary>
/// <param name="connectionString">Of connections that are closed at once when they are not needed any more.</param>
internal sealed class PostgresServer(string connectionString, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits for a server that is not up yet: where a machine starts both, it may need longer than this program.</summary>
    /// <exception cref="NpgsqlException">It cannot be used, or was not up in half a minute.</exception>
    public async Task WaitAsync(IProgress<string> progress, CancellationToken ct)
    {
        progress.Report("waiting for PostgreSQL");
        for (var begun = time.GetTimestamp(); ; await Task.Delay(Pause, time, ct))
        {
            try
            {
                await using var connection = await ConnectAsync(ct);
                return;
            }
            catch (PostgresException answer) when (answer.SqlState is PostgresErrorCodes.InvalidCatalogName)
            {
                return; // it is up; the migration creates the database
            }
            catch (NpgsqlException failure) when (IsNotUpYet(failure) && time.GetElapsedTime(begun) < LongestWait)
            {
                progress.Report("waiting for PostgreSQL, which takes no connections yet");
            }
        }
    }

    /// <summary>
    /// Returns how many connections this user may have here at once. Superusers are bound by the last of the limits alone.
    /// </summary>
    public async Task<int> AllowedConnectionsAsync(CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        await using var question = connection.CreateCommand();
        question.CommandText =
            """
            SELECT least(
                (SELECT rolconnlimit FROM pg_roles WHERE rolname = session_user AND rolconnlimit >= 0 AND NOT rolsuper),
                (SELECT datconnlimit FROM pg_database, pg_roles
                    WHERE datname = current_database() AND datconnlimit >= 0 AND rolname = session_user AND NOT rolsuper),
                current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                    - coalesce(current_setting('reserved_connections', true)::int, 0))
            """;
        return (int)(await question.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Opens a connection, which the caller disposes.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>True while nobody listens there, and while the server starts or ends.</summary>
    private static bool IsNotUpYet(Exception failure) => failure switch
    {
        PostgresException answer => answer.SqlState
            is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
        SocketException refused => refused.SocketErrorCode
            is SocketError.ConnectionRefused or SocketError.ConnectionReset
            or SocketError.AddressNotAvailable, // so .NET calls a socket on this machine that is no file yet
        AggregateException several => several.InnerExceptions.All(IsNotUpYet), // of several hosts
        { InnerException: { } inner } => IsNotUpYet(inner),
        _ => false,
    };
}

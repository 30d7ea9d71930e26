using System.Net.Sockets;
using Npgsql;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>The server before it is used: whether it is up.</summary>
/// <param name="connectionString">Of connections that are closed at once when they are not needed any more.</param>
/// <param name="options">What a connection begins with, as <c>Options='…';</c>, unless its string says otherwise.</param>
internal sealed class PostgresServer(string connectionString, string options, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Waits for a server that is not up yet: where a machine starts both, it may need longer than this program.
    /// </summary>
    /// <returns>Whether its connections take options; some poolers refuse them.</returns>
    /// <exception cref="NpgsqlException">It cannot be used, or was not up in half a minute.</exception>
    public async Task<bool> WaitAsync(IProgress<string> progress, CancellationToken ct)
    {
        var takesOptions = true;
        progress.Report("waiting for PostgreSQL");
        for (var begun = time.GetTimestamp(); ; await Task.Delay(Pause, time, ct))
        {
            try
            {
                await using var connection = new NpgsqlConnection((takesOptions ? options : "") + connectionString);
                await connection.OpenAsync(ct);
                return takesOptions;
            }
            catch (PostgresException answer) when (answer.SqlState is PostgresErrorCodes.InvalidCatalogName)
            {
                return takesOptions; // it is up; the migration creates the database
            }
            catch (PostgresException answer) when (answer.SqlState is PostgresErrorCodes.ProtocolViolation && takesOptions)
            {
                takesOptions = false;
            }
            catch (NpgsqlException failure) when (IsNotUpYet(failure) && time.GetElapsedTime(begun) < LongestWait)
            {
                progress.Report("waiting for PostgreSQL, which takes no connections yet");
            }
        }
    }

    /// <exception cref="SettingException">It cannot be used.</exception>
    public static async Task<T> UseAsync<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException)
        {
            throw new SettingException(Settings.ConnectionKey, $"PostgreSQL cannot be used: {failure.Message}");
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

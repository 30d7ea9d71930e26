using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Postgres;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>
/// NOTIFY and LISTEN. Never in the transaction of a post: NOTIFY has all commits of a database wait for one another. Its
/// channels are those of one database.
/// </summary>
internal sealed class PostgresLine(Database database) : ILine
{
    private const string Channel = "xtablo";

    public string WhyDeaf =>
        "PostgreSQL takes LISTEN and delivers nothing, as behind a pooler that gives out a connection for each transaction";

    public async Task SendAsync(string text, CancellationToken ct)
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlAsync( // without waiting for the disk: it is a hint
            $"SELECT pg_notify({Channel}, {text}) FROM set_config('synchronous_commit', 'off', true)", ct);
    }

    public async Task<IOpenLine> ListenAsync(Action<string> heard, CancellationToken ct)
    {
        var connection = ((PostgresDatabase)database).NewListener();
        try
        {
            connection.Notification += (_, notification) => heard(notification.Payload);
            await connection.OpenAsync(ct);
            await using var listen = connection.CreateCommand();
            listen.CommandText = "LISTEN xtablo";
            await listen.ExecuteNonQueryAsync(ct);
            return new OpenLine(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed class OpenLine : IOpenLine
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
        private readonly NpgsqlConnection _connection;
        private readonly CancellationTokenSource _over = new(); // has no timer, and nothing to dispose

        public OpenLine(NpgsqlConnection connection)
        {
            _connection = connection;
            Broken = Task.Run(ReadAsync);
        }

        public Task Broken { get; }

        public async ValueTask DisposeAsync()
        {
            _ = _over.CancelAsync();
            try
            {
                await Broken.WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                return; // cancelling a wait may never return (npgsql#5975): the connection ends with the program
            }
            catch (Exception)
            {
                // It was to end.
            }

            await _connection.DisposeAsync();
        }

        private async Task ReadAsync()
        {
            while (true)
            {
                await _connection.WaitAsync(_over.Token);
            }
        }
    }
}

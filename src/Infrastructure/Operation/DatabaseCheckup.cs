using System.Data.Common;
using System.Globalization;
using Npgsql;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Sqlite;

namespace Xtablo.Infrastructure.Operation;

/// <summary>Whether the database answers, and how fast.</summary>
internal sealed class DatabaseCheckup(Database database, TimeProvider time) : ICheckup
{
    private const int Questions = 5; // of which the fastest counts: the others met a busy machine
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    public string Subject => "database";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (database is SqliteDatabase sqlite && !File.Exists(sqlite.File))
        {
            return [new($"database: there is no '{sqlite.File}'",
                "Start the server, which makes it; or set ConnectionStrings__Xtablo and Xtablo__DataDirectory as it has them.")];
        }

        try
        {
            await using var open = await database.OpenAloneAsync(ct);
            var took = await FastestAnswerAsync(open, ct);
            var what = string.Create(
                CultureInfo.InvariantCulture, $"database: {NameOf(open)} answers in {took.TotalMilliseconds:0.0} ms");
            return [took < Slow ? Finding.Well(what) : new(what, "Put the two closer together, or give the database more room.")];
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            return [new($"database: it does not answer: {failure.GetBaseException().Message}",
                "Look whether it runs, and whether ConnectionStrings__Xtablo leads to it.")];
        }
    }

    private async Task<TimeSpan> FastestAnswerAsync(DbConnection open, CancellationToken ct)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < Questions; i++)
        {
            var asked = time.GetTimestamp();
            _ = await open.AskAsync("SELECT 1", ct);
            var took = time.GetElapsedTime(asked);
            fastest = took < fastest ? took : fastest;
        }

        return fastest;
    }

    private static string NameOf(DbConnection open) =>
        $"{(open is NpgsqlConnection ? "PostgreSQL" : "SQLite")} {open.ServerVersion}";
}

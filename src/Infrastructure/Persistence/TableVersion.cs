using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>The version of the tables is their newest migration, asked past Entity Framework (<see cref="Question"/>).</summary>
/// <typeparam name="TDb">Whose migrations they are.</typeparam>
internal static class TableVersion<TDb>
    where TDb : XtabloDb
{
    private const int NoSuchTable = 1; // as all that is wrong in a statement itself

    /// <summary>The migrations that this program has, the oldest first.</summary>
    private static readonly List<string> Ours = [.. typeof(TDb).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Migration)))
        .Where(migration => migration.GetCustomAttribute<DbContextAttribute>()!.ContextType == typeof(TDb))
        .Select(migration => migration.GetCustomAttribute<MigrationAttribute>()!.Id)
        .Order(StringComparer.Ordinal)];

    /// <summary>True when this program has migrations that the tables lack. Only reads: it takes no lock.</summary>
    /// <param name="where">Names the database to the operator, such as <c>'/var/lib/xtablo/xtablo.db'</c>.</param>
    /// <exception cref="OperatorException">A newer Xtablo has migrated them.</exception>
    public static async Task<bool> IsBehindAsync(DbConnection open, string where, CancellationToken ct)
    {
        var applied = await AppliedAsync(open, ct);
        MustKnow(applied, where);
        return Ours.Except(applied, StringComparer.Ordinal).Any();
    }

    /// <summary>The same by the connection of a context, which stays open.</summary>
    /// <inheritdoc cref="IsBehindAsync(DbConnection, string, CancellationToken)"/>
    public static async Task<bool> IsBehindAsync(TDb db, string where, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        return await IsBehindAsync(db.Database.GetDbConnection(), where, ct);
    }

    /// <summary>Refuses tables of a newer program: what this one would do to them nobody has thought of.</summary>
    /// <param name="applied">The migrations that are in the tables.</param>
    /// <exception cref="OperatorException">A newer Xtablo has migrated them.</exception>
    public static void MustKnow(IEnumerable<string> applied, string where)
    {
        if (applied.Except(Ours, StringComparer.Ordinal).Max(StringComparer.Ordinal) is { } newest)
        {
            throw new OperatorException(
                $"The tables in {where} are of a newer Xtablo: they have the migration {newest}, and the newest of this program "
                + $"is {Ours[^1]}; start that newer Xtablo, or restore a backup that was made with this one.");
        }
    }

    private static async Task<List<string>> AppliedAsync(DbConnection open, CancellationToken ct)
    {
        try
        {
            var rows = await open.AskAllAsync("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"", ct);
            return [.. rows.Select(row => (string)row[0])];
        }
        catch (DbException none) when (none is SqliteException { SqliteErrorCode: NoSuchTable }
            or PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
        {
            return []; // it has no tables yet
        }
    }
}

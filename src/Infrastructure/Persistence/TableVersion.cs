using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>The version of the tables is their newest migration.</summary>
internal static class TableVersion
{
    /// <summary>True when this program has migrations that the tables lack. Only reads: it takes no lock.</summary>
    /// <param name="where">Names the database to the operator, such as <c>'/var/lib/xtablo/xtablo.db'</c>.</param>
    /// <exception cref="OperatorException">A newer Xtablo has migrated them.</exception>
    public static async Task<bool> IsBehindAsync(this XtabloDb db, string where, CancellationToken ct)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        return db.MustKnow(applied, where).Except(applied, StringComparer.Ordinal).Any();
    }

    /// <summary>Refuses tables of a newer program: what this one would do to them nobody has thought of.</summary>
    /// <param name="applied">The migrations that are in the tables.</param>
    /// <returns>The migrations that this program has, the oldest first.</returns>
    /// <exception cref="OperatorException">A newer Xtablo has migrated them.</exception>
    public static IReadOnlyList<string> MustKnow(this XtabloDb db, IEnumerable<string> applied, string where)
    {
        var ours = db.Database.GetMigrations().ToList();
        return applied.Except(ours, StringComparer.Ordinal).Max(StringComparer.Ordinal) is not { } newest
            ? ours
            : throw new OperatorException(
                $"The tables in {where} are of a newer Xtablo: they have the migration {newest}, and the newest of this program "
                + $"is {ours[^1]}; start that newer Xtablo, or restore a backup that was made with this one.");
    }
}

using System.Data.Common;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>What PostgreSQL says of itself.</summary>
internal static class PostgresQuestions
{
    /// <summary>
    /// Whether this speaks with PostgreSQL itself: a pooler between the two introduces itself by another number than the
    /// process that answers.
    /// </summary>
    public static async Task<bool> IsDirectAsync(this NpgsqlConnection open, CancellationToken ct) =>
        (int)(await open.AskAsync("SELECT pg_backend_pid()", ct))![0] == open.ProcessID;

    /// <summary>
    /// Returns how many connections this user may have here at once. Superusers are bound by the last of the limits alone.
    /// </summary>
    public static async Task<int> AllowedConnectionsAsync(this DbConnection open, CancellationToken ct)
    {
        var answer = await open.AskAsync(
            """
            SELECT least(
                (SELECT rolconnlimit FROM pg_roles WHERE rolname = session_user AND rolconnlimit >= 0 AND NOT rolsuper),
                (SELECT datconnlimit FROM pg_database, pg_roles
                    WHERE datname = current_database() AND datconnlimit >= 0 AND rolname = session_user AND NOT rolsuper),
                current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                    - coalesce(current_setting('reserved_connections', true)::int, 0))
            """,
            ct);
        return (int)answer![0];
    }

    /// <summary>
    /// Returns the process of PostgreSQL in which an Xtablo migrates now, also one that was killed meanwhile; null for none.
    /// </summary>
    public static async Task<int?> MigratingProcessAsync(this DbConnection open, CancellationToken ct)
    {
        var answer = await open.AskAsync(
            """
            SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE relation = to_regclass('"__EFMigrationsHistory"') AND mode = 'AccessExclusiveLock' AND granted
              AND datname = current_database() AND application_name = current_setting('application_name')
            """,
            ct);
        return (int?)answer?[0];
    }
}

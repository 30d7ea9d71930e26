using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Limits;
using Xtablo.Infrastructure.Persistence.Postgres;

namespace Xtablo.Infrastructure.Limits;

/// <summary>
/// Counts in PostgreSQL, so that many nodes allow no more than one. Each question is one statement and a transaction of its
/// own: the row of a key is locked for no longer, and never while a password is hashed.
/// </summary>
internal sealed class CountsInDatabase(PostgresDatabase database, TimeProvider time) : ILimitCounts
{
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    public async ValueTask<TimeSpan?> TakeAsync(Limit limit, string key, CancellationToken ct) =>
        (await AskAsync(limit, key, isAttempt: false, ct)).Wait(limit);

    public async ValueTask<TimeSpan?> BeginAsync(Limit limit, string key, CancellationToken ct)
    {
        for (; ; await Task.Delay(Glance, time, ct))
        {
            var answer = await AskAsync(limit, key, isAttempt: true, ct);
            if (answer.IsAdmitted || answer.Happened >= limit.Most)
            {
                return answer.Wait(limit);
            }
        }
    }

    public async ValueTask<TimeSpan?> WaitOfAsync(Limit limit, string key, CancellationToken ct)
    {
        await using var db = database.Open();
        var answer = await db.Database.SqlQuery<Answer>(
            $"""
            SELECT
                count(*) < {limit.Most} AS "IsAdmitted", count(*)::int AS "Happened", clock_timestamp() - min(at) AS "SinceOldest"
            FROM limit_counts, unnest(happened) AS at
            WHERE limit_name = {limit.Name} AND key = {key} AND at > clock_timestamp() - {limit.Stretch}
            """).SingleAsync(ct);
        return answer.Wait(limit);
    }

    public async ValueTask EndAsync(Limit limit, string key, bool failed)
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE limit_counts
            SET begun = begun[2:], happened = CASE WHEN {failed} THEN happened || clock_timestamp() ELSE happened END
            WHERE limit_name = {limit.Name} AND key = {key}
            """);
    }

    /// <summary>Forgets keys to which nothing has happened for longer than any limit looks back.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM limit_counts
            WHERE NOT EXISTS (SELECT FROM unnest(happened || begun) AS at WHERE at > clock_timestamp() - interval '2 days')
            """,
            ct);
    }

    /// <summary>Leaves out what is over, and lets one more in if there is a place.</summary>
    private async Task<Answer> AskAsync(Limit limit, string key, bool isAttempt, CancellationToken ct)
    {
        await using var db = database.Open();
        var answers = await db.Database.SqlQuery<Answer>(
            $"""
            INSERT INTO limit_counts AS counted (limit_name, key, happened, begun, is_admitted)
            VALUES ({limit.Name}, {key},
                CASE WHEN {isAttempt} THEN ARRAY[]::timestamptz[] ELSE ARRAY[clock_timestamp()] END,
                CASE WHEN {isAttempt} THEN ARRAY[clock_timestamp()] ELSE ARRAY[]::timestamptz[] END,
                true)
            ON CONFLICT (limit_name, key) DO UPDATE SET (happened, begun, is_admitted) = (
                SELECT
                    CASE WHEN is_free AND NOT {isAttempt} THEN counting || clock_timestamp() ELSE counting END,
                    CASE WHEN is_free AND {isAttempt} THEN under_way || clock_timestamp() ELSE under_way END,
                    is_free
                FROM (SELECT counting, under_way, cardinality(counting) + cardinality(under_way) < {limit.Most} AS is_free
                    FROM (SELECT
                            ARRAY(SELECT at FROM unnest(counted.happened) AS at
                                WHERE at > clock_timestamp() - {limit.Stretch} ORDER BY at) AS counting,
                            ARRAY(SELECT at FROM unnest(counted.begun) AS at
                                WHERE at > clock_timestamp() - {LongestAttempt} ORDER BY at) AS under_way
                    ) AS present) AS decided)
            RETURNING
                is_admitted AS "IsAdmitted", cardinality(happened) AS "Happened", clock_timestamp() - happened[1] AS "SinceOldest"
            """).ToListAsync(ct);
        return answers.Single();
    }

    private sealed record Answer(bool IsAdmitted, int Happened, TimeSpan? SinceOldest)
    {
        public TimeSpan? Wait(Limit limit) => IsAdmitted ? null : limit.Stretch - SinceOldest;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>
/// Checks every ten seconds whether each stream may still be open. A round of its own: its cost grows with the open streams,
/// and the rounds of each second must not wait for it.
/// </summary>
internal sealed class AccessRecheck(
    SseHub hub, Sessions sessions, Database database, TimeProvider time, ILogger<AccessRecheck> logger)
    : Round(TimeSpan.FromSeconds(10), time, database, logger)
{
    /// <summary>The safety net for an end that left no trace: a session without its row, a restored database.</summary>
    public override async Task AskAsync(CancellationToken ct)
    {
        var open = hub.Subscriptions();
        if (open.Count == 0)
        {
            return;
        }

        await using var db = database.Open();
        var alive = await AliveAsync(db, [.. open.Select(s => s.Watcher.Access).Distinct()], ct);
        var over = open.Select(s => s.Watcher.Access).Where(access => !alive.Contains(access)).ToHashSet();
        sessions.Forget(over.Select(access => new SessionId(access.Value))); // else the cache accepts them a little longer
        await hub.EndStreamsOfAsync(over, ct);

        var followed = open
            .SelectMany(s => s.Followed, (subscription, tablo) => (Subscription: subscription, Tablo: tablo))
            .ToList();
        var members = await db.MembershipsAsync([.. followed.Select(f => (f.Tablo, f.Subscription.Watcher.Account))], ct);
        var removed = followed.Where(f => !members.ContainsKey((f.Tablo, f.Subscription.Watcher.Account)));
        foreach (var (subscription, tablo) in removed)
        {
            subscription.EndFor(new StreamEnd(EndReasons.Removed, tablo));
        }
    }

    /// <summary>The sessions and tokens that are still valid.</summary>
    private async Task<HashSet<AccessId>> AliveAsync(XtabloDb db, AccessId[] watching, CancellationToken ct)
    {
        SessionId[] maybeSessions = [.. watching.Select(access => new SessionId(access.Value))];
        var sessionsAlive = await (
            from session in db.Sessions
            join account in db.Accounts on session.AccountId equals account.Id
            where maybeSessions.Contains(session.Id) && session.EndedAt == null && account.DisabledAt == null
            select session.Id).ToListAsync(ct);
        var alive = sessionsAlive.Select(session => session.AsAccess()).ToHashSet();
        Guid[] others = [.. watching.Where(access => !alive.Contains(access)).Select(access => access.Value)];
        if (others.Length > 0)
        {
            var tokens = await db.StandingTokens(Time.Now())
                .Where(token => others.Contains(token.Id))
                .Select(token => token.Id)
                .ToListAsync(ct);
            alive.UnionWith(tokens.Select(token => new TokenId(token).AsAccess()));
        }

        return alive;
    }
}

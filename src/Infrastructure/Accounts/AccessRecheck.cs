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
/// Every ten seconds asks whether each stream may still be open. A round of its own: it asks more the more streams are
/// open, and those of each second must not wait for it.
/// </summary>
internal sealed class AccessRecheck(SseHub hub, Sessions sessions, Database database, TimeProvider time, ILogger<AccessRecheck> logger)
    : Round(TimeSpan.FromSeconds(10), time, logger)
{
    private readonly TimeProvider _time = time;

    /// <summary>The net below it all, for an end that left no trace: a session without its row, a database put back.</summary>
    public async Task RecheckAsync(CancellationToken ct)
    {
        var open = hub.Subscriptions();
        if (open.Count == 0)
        {
            return;
        }

        await using var db = database.Open();
        var alive = await AliveAsync(db, [.. open.Select(s => s.Watcher.Access).Distinct()], ct);
        var over = open.Select(s => s.Watcher.Access).Where(access => !alive.Contains(access)).ToHashSet();
        sessions.Forget(over.Select(access => new SessionId(access.Value))); // else they are let in for a moment yet
        await hub.EndStreamsOfAsync(over, ct);

        var followed = open.SelectMany(s => s.Followed, (subscription, tablo) => (Subscription: subscription, Tablo: tablo)).ToList();
        var members = await db.MembershipsAsync([.. followed.Select(f => (f.Tablo, f.Subscription.Watcher.Account))], ct);
        foreach (var (subscription, tablo) in followed.Where(f => !members.ContainsKey((f.Tablo, f.Subscription.Watcher.Account))))
        {
            subscription.EndFor(new StreamEnd(EndReasons.Removed, tablo));
        }
    }

    protected override Task AskAsync(CancellationToken ct) => RecheckAsync(ct);

    /// <summary>Those that still let their owner watch: sessions, and tokens.</summary>
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
            var tokens = await db.StandingTokens(_time.Now()).Where(token => others.Contains(token.Id)).Select(token => token.Id).ToListAsync(ct);
            alive.UnionWith(tokens.Select(token => new TokenId(token).AsAccess()));
        }

        return alive;
    }
}

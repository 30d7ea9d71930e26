using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Accounts;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Once a second asks the database how far the watched discussions go, so that a lost hint delays a message by a second
/// and no more, and which sessions have just ended, so that it does not matter where; every ten seconds also whether
/// each stream may still be open.
/// </summary>
internal sealed partial class Reconciler(
    SseHub hub, ILog log, Sessions sessions, Database database, TimeProvider time, ILogger<Reconciler> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RecheckPeriod = TimeSpan.FromSeconds(10);

    // An end is seen once it is committed, which is later than the time it bears, and that time is by another's clock.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(20);

    private DateTimeOffset _endsKnownUntil = time.Now();

    /// <summary>Two rounds of their own: the second asks more the more streams are open, and the first must not wait for it.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(Period, ReconcileAllAsync, stoppingToken), RepeatAsync(RecheckPeriod, RecheckAccessAsync, stoppingToken));

    /// <summary>With nobody watching this still asks: it is how <c>/health/ready</c> knows that the database answers.</summary>
    public async Task ReconcileAsync(CancellationToken ct) => hub.Reconcile(await log.ReadHeadsAsync(hub.Watched(), ct));

    /// <summary>What has ended elsewhere ends here: on another node, by a command beside this server, or by an event that was lost.</summary>
    public async Task ReconcileEndsAsync(CancellationToken ct)
    {
        var now = time.Now();
        var since = _endsKnownUntil - Overlap;
        await using var db = database.Open();
        var ended = await db.Sessions.Where(s => s.EndedAt > since).Select(s => s.Id).ToListAsync(ct);
        var revoked = await db.Tokens.Where(t => t.RevokedAt > since).Select(t => t.Id).ToListAsync(ct);
        sessions.Forget(ended);
        var over = ended.Concat(revoked.Select(token => new TokenId(token).AsSession())).ToHashSet();
        await hub.EndStreamsOfAsync(over, ct);
        _endsKnownUntil = now;
    }

    /// <summary>The net below it all, for an end that left no trace: a session without its row, a database put back.</summary>
    public async Task RecheckAccessAsync(CancellationToken ct)
    {
        var open = hub.Subscriptions();
        if (open.Count == 0)
        {
            return;
        }

        await using var db = database.Open();
        var alive = await AliveAsync(db, [.. open.Select(s => s.Watcher.Session).Distinct()], ct);
        var over = open.Select(s => s.Watcher.Session).Where(session => !alive.Contains(session)).ToHashSet();
        sessions.Forget(over); // else they are let in for a moment yet
        await hub.EndStreamsOfAsync(over, ct);

        var followed = open.SelectMany(s => s.Followed, (subscription, tablo) => (Subscription: subscription, Tablo: tablo)).ToList();
        var members = await db.MembershipsAsync([.. followed.Select(f => (f.Tablo, f.Subscription.Watcher.Account))], ct);
        foreach (var (subscription, tablo) in followed.Where(f => !members.ContainsKey((f.Tablo, f.Subscription.Watcher.Account))))
        {
            subscription.EndFor(new StreamEnd(EndReasons.Removed, tablo));
        }
    }

    private async Task RepeatAsync(TimeSpan period, Func<CancellationToken, Task> ask, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        var failing = false;
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await ask(stoppingToken);
                failing = false;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failing) // one line when it begins, not one a second
                {
                    LogFailure(logger, failure);
                }

                failing = true;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ReconcileAllAsync(CancellationToken ct)
    {
        await ReconcileAsync(ct);
        await ReconcileEndsAsync(ct);
    }

    /// <summary>Those by which one may still watch: sessions, and tokens that stand for one.</summary>
    private async Task<HashSet<SessionId>> AliveAsync(XtabloDb db, SessionId[] watching, CancellationToken ct)
    {
        var alive = await (
            from session in db.Sessions
            join account in db.Accounts on session.AccountId equals account.Id
            where watching.Contains(session.Id) && session.EndedAt == null && account.DisabledAt == null
            select session.Id).ToHashSetAsync(ct);
        Guid[] others = [.. watching.Where(id => !alive.Contains(id)).Select(id => id.Value)];
        if (others.Length > 0)
        {
            var tokens = await db.StandingTokens(time.Now()).Where(token => others.Contains(token.Id)).Select(token => token.Id).ToListAsync(ct);
            alive.UnionWith(tokens.Select(token => new TokenId(token).AsSession()));
        }

        return alive;
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer the reconcile; streams go on and it is asked again each second")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Once a second asks the database how far the watched discussions go, so that a lost hint delays a message by a second
/// and no more; every tenth time also whether each stream may still be open.
/// </summary>
internal sealed partial class Reconciler(SseHub hub, ILog log, Database database, TimeProvider time, ILogger<Reconciler> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private const int RoundsPerRecheck = 10;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var failing = false;
        for (var round = 1; await WaitAsync(timer, stoppingToken); round++)
        {
            try
            {
                await ReconcileAsync(stoppingToken);
                if (round % RoundsPerRecheck == 0)
                {
                    await RecheckAccessAsync(stoppingToken);
                }

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

    /// <summary>With nobody watching this still asks: it is how <c>/health/ready</c> knows that the database answers.</summary>
    public async Task ReconcileAsync(CancellationToken ct) => hub.Reconcile(await log.ReadHeadsAsync(hub.Watched(), ct));

    public async Task RecheckAccessAsync(CancellationToken ct)
    {
        var open = hub.Subscriptions();
        if (open.Count == 0)
        {
            return;
        }

        SessionId[] sessions = [.. open.Select(s => s.Watcher.Session).Distinct()];
        await using var db = database.Open();
        var alive = await (
            from session in db.Sessions
            join account in db.Accounts on session.AccountId equals account.Id
            where sessions.Contains(session.Id) && session.EndedAt == null && account.DisabledAt == null
            select session.Id).ToHashSetAsync(ct);
        foreach (var subscription in open.Where(s => !alive.Contains(s.Watcher.Session)))
        {
            subscription.EndFor(new StreamEnd(EndReasons.SignedOut));
        }

        var followed = open.SelectMany(s => s.Followed, (subscription, tablo) => (Subscription: subscription, Tablo: tablo)).ToList();
        var members = await db.MembershipsAsync([.. followed.Select(f => (f.Tablo, f.Subscription.Watcher.Account))], ct);
        foreach (var (subscription, tablo) in followed.Where(f => !members.ContainsKey((f.Tablo, f.Subscription.Watcher.Account))))
        {
            subscription.EndFor(new StreamEnd(EndReasons.Removed, tablo));
        }
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

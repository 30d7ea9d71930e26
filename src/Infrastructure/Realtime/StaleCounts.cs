using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Compares once a second what streams have told of unread messages with the read marks in the database, which move on other
/// nodes too, and has those count anew that told of an older state. News of the logs wakes them anyway.
/// </summary>
internal sealed class StaleCounts(SseHub hub, Database database, TimeProvider time, ILogger<StaleCounts> logger)
    : Round(TimeSpan.FromSeconds(1), time, database, logger)
{
    private static readonly ReadState Nothing = new(0, 0, 0, 0);

    public override Task AskAsync(CancellationToken ct) => AskAsync(hub.Subscriptions(), ct);

    /// <summary>The same for the streams of some accounts alone.</summary>
    public Task AskAsync(IReadOnlySet<AccountId> some, CancellationToken ct) =>
        AskAsync(hub.Subscriptions().Where(stream => some.Contains(stream.Watcher.Account)), ct);

    private async Task AskAsync(IEnumerable<StreamSubscription> streams, CancellationToken ct)
    {
        var counting = streams.Where(stream => stream.Told is not null).ToList();
        if (!database.HasNodes || counting.Count == 0)
        {
            return; // where there is one node, it knows
        }

        var now = await ReadAsync([.. counting.Select(stream => stream.Watcher.Account).Distinct()], ct);
        foreach (var stream in counting.Where(stream => stream.Told != now.GetValueOrDefault(stream.Watcher.Account, Nothing)))
        {
            stream.Wake();
        }
    }

    private async Task<Dictionary<AccountId, ReadState>> ReadAsync(AccountId[] accounts, CancellationToken ct)
    {
        await using var db = database.Open();
        var marks = db.ReadMarks;
        var found = await (
            from participant in db.Participants
            where accounts.Contains(participant.AccountId) && participant.RemovedAtSequence == null
            from mark in marks
                .Where(r => r.TabloId == EF.Property<TabloId>(participant, DiscussionTables.TabloIdOf)
                    && r.AccountId == participant.AccountId)
                .DefaultIfEmpty()
            group mark by participant.AccountId into own
            select new
            {
                Account = own.Key,
                Tablos = own.LongCount(),
                Numbers = own.Sum(mark => (long?)mark.Number),
                Sequences = own.Sum(mark => (long?)mark.Sequence),
                Generations = own.Sum(mark => (long?)mark.Generation),
            }).ToListAsync(ct);
        return found.ToDictionary(
            own => own.Account,
            own => new ReadState(own.Tablos, own.Numbers ?? 0, own.Sequences ?? 0, own.Generations ?? 0));
    }
}

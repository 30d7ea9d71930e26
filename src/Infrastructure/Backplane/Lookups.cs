using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Accounts;
using Xtablo.Infrastructure.Presence;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>
/// Looks up what rings are about, as far as anyone at this node would see it. They are believed in nothing: a discussion has
/// grown, a mark has moved and a session has ended if their rows say so.
/// </summary>
internal sealed class Lookups(
    SseHub hub, ILog log, Reconciler reconciler, StaleCounts counts, EndedAccess ended, Gatherings gatherings,
    PassingReader passing)
{
    /// <param name="rings">Null for everything.</param>
    public async Task LookAsync(IReadOnlyList<Ring>? rings, CancellationToken ct)
    {
        if (rings is null)
        {
            await reconciler.AskAsync(ct);
            await counts.AskAsync(ct);
            await ended.AskAsync(ct);
            return;
        }

        var tablos = Of(RingKind.Log).Select(id => new TabloId(id)).ToHashSet();
        tablos.IntersectWith(tablos.Count == 0 ? [] : hub.Watched());
        if (tablos.Count > 0)
        {
            hub.TakeHeads([.. tablos], await log.ReadHeadsAsync(tablos, ct));
        }

        if (Of(RingKind.Account).Select(id => new AccountId(id)).ToHashSet() is { Count: > 0 } accounts)
        {
            await counts.AskAsync(accounts, ct);
        }

        if (Of(RingKind.Access).ToList() is { Count: > 0 } accesses)
        {
            await ended.AskAsync(accesses, ct);
        }

        IEnumerable<Guid> Of(RingKind kind) => rings.Where(ring => ring.Kind == kind).Select(ring => ring.Subject);
    }

    /// <summary>Takes what passes on other nodes, of members who want it told alone.</summary>
    public async Task LookInPassingAsync(IReadOnlyList<Ring> rings, CancellationToken ct)
    {
        var sound = rings.Where(ring => ring.Place != Guid.Empty || ring.Kind == RingKind.Forgotten).ToList();
        if (sound.Count == 0)
        {
            return;
        }

        var told = await passing.ReadAsync(sound, ct);
        foreach (var ring in sound)
        {
            var (tablo, account) = (new TabloId(ring.Place), new AccountId(ring.Subject));
            if (!told.TryGetValue((tablo, account), out var who))
            {
                await gatherings.ForgetAsync(account, ring.Place == Guid.Empty ? null : tablo, ct);
            }
            else if (ring.Kind is RingKind.Here or RingKind.Left)
            {
                await gatherings.SayHereAsync(tablo, who.Person, ring.Kind == RingKind.Here, ct);
            }
            else if (ring.Kind is RingKind.Typing or RingKind.NotTyping)
            {
                await gatherings.SayTypingAsync(tablo, who.Person, ring.Kind == RingKind.Typing && who.MayWrite, ct);
            }
        }
    }
}

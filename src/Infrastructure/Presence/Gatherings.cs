using Xtablo.Application.Presence;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Presence;

/// <summary>
/// What passes in the discussions of this node, in memory. One timer for all of them, while anyone is anywhere; a stream has no
/// part in it but that it is woken.
/// </summary>
internal sealed class Gatherings(SseHub hub, TimeProvider time) : IPresence, IPresenceFeed, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<TabloId, (Gathering People, PacedPulse Pulse)> _gatherings = [];
    private ITimer? _sweep;
    private long _changes;

    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>Whether a clock runs for it.</summary>
    public bool IsSweeping => _sweep is not null;

    public Passing Of(TabloId tabloId)
    {
        lock (_gate)
        {
            return _gatherings.TryGetValue(tabloId, out var gathering) ? gathering.People.Told : Passing.Nothing;
        }
    }

    public Task SayHereAsync(TabloId tabloId, Person who, bool on, CancellationToken ct)
    {
        lock (_gate)
        {
            if (on && Begin(tabloId).TakeHere(who))
            {
                _gatherings[tabloId].Pulse.Ring();
            }
            else if (!on)
            {
                Leave(tabloId, who.Id);
            }
        }

        return Task.CompletedTask;
    }

    public Task SayTypingAsync(TabloId tabloId, Person who, bool on, CancellationToken ct)
    {
        lock (_gate)
        {
            if (on)
            {
                Begin(tabloId).TakeTyping(who, _changes + 1);
                Tell(tabloId);
            }
            else
            {
                EndTyping(tabloId, who.Id);
            }
        }

        return Task.CompletedTask;
    }

    public Task ForgetAsync(AccountId account, TabloId? tabloId, CancellationToken ct)
    {
        lock (_gate)
        {
            foreach (var tablo in _gatherings.Keys.Where(tablo => tabloId is null || tablo == tabloId))
            {
                Leave(tablo, account);
                EndTyping(tablo, account);
            }
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _sweep?.Dispose();

    private Gathering Begin(TabloId tabloId)
    {
        if (!_gatherings.TryGetValue(tabloId, out var gathering))
        {
            gathering = (new Gathering(time), new PacedPulse(Pace, time, through => TellHere(tabloId, through)));
            _gatherings.Add(tabloId, gathering);
            _sweep ??= time.CreateTimer(_ => Sweep(), state: null, Pace, Pace);
        }

        return gathering.People;
    }

    private void Leave(TabloId tabloId, AccountId account)
    {
        if (_gatherings.TryGetValue(tabloId, out var gathering) && gathering.People.Leave(account))
        {
            gathering.Pulse.Ring();
        }
    }

    private void EndTyping(TabloId tabloId, AccountId account)
    {
        if (_gatherings.TryGetValue(tabloId, out var gathering) && gathering.People.EndTyping(account, _changes + 1))
        {
            Tell(tabloId);
        }
    }

    /// <summary>Tells the set of a discussion, at most once a second: 500 who come back together are told as one.</summary>
    private void TellHere(TabloId tabloId, Action through)
    {
        lock (_gate)
        {
            if (_gatherings.TryGetValue(tabloId, out var gathering) && gathering.People.TellHere())
            {
                Tell(tabloId);
            }
        }

        through();
    }

    private void Tell(TabloId tabloId)
    {
        Interlocked.Increment(ref _changes);
        hub.WakeInPassing(tabloId);
    }

    private void Sweep()
    {
        lock (_gate)
        {
            foreach (var (tablo, (people, pulse)) in _gatherings)
            {
                if (people.ForgetSilent())
                {
                    pulse.Ring();
                }

                if (people.IsEmpty)
                {
                    pulse.Dispose();
                    _gatherings.Remove(tablo);
                }
            }

            if (_gatherings.Count == 0)
            {
                _sweep?.Dispose();
                _sweep = null;
            }
        }
    }
}

using Xtablo.Application.Presence;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>Decorates what is said of presence: the other nodes are told of it too.</summary>
internal sealed class RingingPresence(IPresence presence, IPresenceFeed feed, IDoorbell doorbell) : IPresence
{
    public Task SayHereAsync(TabloId tabloId, Person who, bool on, CancellationToken ct)
    {
        doorbell.Ring(Ring.OfHere(tabloId, who.Id, on));
        return presence.SayHereAsync(tabloId, who, on, ct);
    }

    public Task SayTypingAsync(TabloId tabloId, Person who, bool on, CancellationToken ct)
    {
        // Each post says that its author does not write any more; where they did not, that is no news.
        if (on || feed.Of(tabloId).Typing.Any(sign => sign.On && sign.Who.Id == who.Id))
        {
            doorbell.Ring(Ring.OfTyping(tabloId, who.Id, on));
        }

        return presence.SayTypingAsync(tabloId, who, on, ct);
    }

    public Task ForgetAsync(AccountId account, TabloId? tabloId, CancellationToken ct)
    {
        doorbell.Ring(Ring.OfForgotten(account, tabloId));
        return presence.ForgetAsync(account, tabloId, ct);
    }
}

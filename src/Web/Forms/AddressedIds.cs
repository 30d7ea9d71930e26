using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Forms;

/// <summary>The ids in the address of a request, for code outside its action. Call these only where the route has them.</summary>
internal static class AddressedIds
{
    public static TabloId TabloId(this RouteData route) => new(IdIn(route, "tabloId"));

    public static MessageId MessageId(this RouteData route) => new(IdIn(route, "messageId"));

    private static Guid IdIn(RouteData route, string name) => Guid.Parse((string)route.Values[name]!);
}

using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Realtime;

/// <summary>A request to follow one discussion on a stream.</summary>
/// <param name="Prefix">The prefix of its event ids on a stream of several discussions; empty on a stream of one.</param>
/// <param name="After">Where to begin, as the client sent it: null for the end, <c>0</c> for the start, else a cursor.</param>
internal sealed record FollowRequest(TabloId TabloId, string Prefix, string? After);

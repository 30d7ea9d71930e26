using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Realtime;

/// <summary>Where a stream goes in one discussion.</summary>
/// <param name="Prefix">What its ids begin with where a stream carries several discussions; empty where it has one.</param>
/// <param name="After">Where to begin, as the browser said: null for the end, <c>0</c> for the beginning, else a cursor.</param>
internal sealed record FollowRequest(TabloId TabloId, string Prefix, string? After);

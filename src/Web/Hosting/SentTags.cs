using System.Collections.Frozen;

namespace Xtablo.Web.Hosting;

/// <summary>
/// The tags that leave this machine. Whatever else an instrument or a later version of one adds, such as the path with the
/// secret of an invitation, the query with what was searched, or the client's address, does not.
/// </summary>
internal static class SentTags
{
    public const string Route = "http.route";
    public const string Method = "http.request.method";

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        Route, Method, "http.response.status_code", "error.type", "url.scheme", "network.protocol.version",
        "command", "outcome", "reason", // of our own instruments
        "db.client.connection.state",
        "cpu.mode", "gc.heap.generation");
}

namespace Xtablo.Web.Shared;

internal static class HostNames
{
    /// <summary>
    /// Returns the host that the request names, without its port and in ASCII, as browsers send it: <c>Request.Host</c> has
    /// names with an umlaut in Unicode, which equal neither an origin nor the domain of a passkey, and throws on others.
    /// </summary>
    public static string HostName(this HttpRequest request) => new HostString(request.Headers.Host.ToString()).Host;
}

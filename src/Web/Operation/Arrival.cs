using Names = Microsoft.AspNetCore.HttpOverrides.ForwardedHeadersDefaults;

namespace Xtablo.Web.Operation;

/// <summary>How a request has arrived at the server, behind whatever is between.</summary>
/// <param name="From">The address that it came from; null when it is unknown.</param>
/// <param name="For">What became of <c>X-Forwarded-For</c>.</param>
/// <param name="Proto">What became of <c>X-Forwarded-Proto</c>.</param>
internal sealed record Arrival(string? From, Forwarded For, Forwarded Proto)
{
    /// <summary>To be called behind the middleware that believes known proxies: it renames what it believed.</summary>
    public static Arrival Of(HttpContext http)
    {
        var (headers, from) = (http.Request.Headers, http.Connection.RemoteIpAddress);
        return new(
            from is { IsIPv4MappedToIPv6: true } ? $"{from.MapToIPv4()}" : from?.ToString(),
            FateOf(headers, Names.XForwardedForHeaderName, Names.XOriginalForHeaderName),
            FateOf(headers, Names.XForwardedProtoHeaderName, Names.XOriginalProtoHeaderName));
    }

    private static Forwarded FateOf(IHeaderDictionary headers, string name, string nameOfBelieved) =>
        headers.ContainsKey(nameOfBelieved) ? Forwarded.Believed
        : headers.ContainsKey(name) ? Forwarded.Ignored
        : Forwarded.Missing;
}

internal enum Forwarded
{
    Missing,
    Ignored,
    Believed,
}

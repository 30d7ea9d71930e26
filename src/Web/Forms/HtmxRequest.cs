namespace Xtablo.Web.Forms;

internal static class HtmxRequest
{
    /// <summary>Returns true when htmx requests a fragment of a page; never redirect such a request to another page.</summary>
    public static bool IsHtmx(this HttpRequest request) => request.Headers["HX-Request"] == "true";
}

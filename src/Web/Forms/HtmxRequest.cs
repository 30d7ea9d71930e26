namespace Xtablo.Web.Forms;

internal static class HtmxRequest
{
    /// <summary>True when htmx asks for a part of a page; it must never be redirected to another page.</summary>
    public static bool IsHtmx(this HttpRequest request) => request.Headers["HX-Request"] == "true";
}

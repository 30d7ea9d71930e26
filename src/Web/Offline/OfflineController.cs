using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Web.Hosting;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Offline;

/// <summary>
/// What makes Xtablo an app on a device, and what that shows where there is no line. The rest of it is in the browser: sw.js.
/// </summary>
[AllowAnonymous]
internal sealed class OfflineController(Assets assets) : ControllerBase
{
    /// <summary>What is shown instead of a page that was not kept; the service worker keeps it.</summary>
    [HttpGet("/offline")]
    public Task Offline() => HttpContext.ShowAsync("/Offline/Offline.cshtml", assets);

    /// <summary>https://www.w3.org/TR/appmanifest</summary>
    [HttpGet("/manifest.webmanifest")]
    public IActionResult Manifest() => new JsonResult(new
    {
        id = "/",
        name = "Xtablo",
        short_name = "Xtablo",
        start_url = "/",
        scope = "/",
        display = "standalone",
        theme_color = ThemeColours.Light,
        background_color = ThemeColours.Light,
        icons = (object[])
        [
            new { src = assets["icons/192.png"], type = "image/png", sizes = "192x192", purpose = "any" },
            new { src = assets["icons/512.png"], type = "image/png", sizes = "512x512", purpose = "any" },
            new { src = assets["icons/maskable.png"], type = "image/png", sizes = "512x512", purpose = "maskable" },
            new { src = $"{assets.Path}/favicon.svg", type = "image/svg+xml", sizes = "any", purpose = "any" },
        ],
    })
    { ContentType = "application/manifest+json" };
}

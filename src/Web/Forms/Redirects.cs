using Microsoft.AspNetCore.Mvc;

namespace Xtablo.Web.Forms;

internal static class Redirects
{
    /// <summary>303: whatever the method was, GET this next (RFC 9110, 15.4.4). MVC itself only knows 302.</summary>
    public static IActionResult SeeOther(this Controller controller, string localAddress)
    {
        controller.Response.Headers.Location = localAddress;
        return controller.StatusCode(StatusCodes.Status303SeeOther);
    }
}

using Microsoft.AspNetCore.Mvc;

namespace Xtablo.Web.Forms;

internal static class Redirects
{
    /// <summary>
    /// Redirects with 303: whatever the method was, the browser GETs the address next (RFC 9110, 15.4.4). MVC itself has no 303.
    /// </summary>
    public static IActionResult SeeOther(this Controller controller, string localAddress)
    {
        controller.Response.Headers.Location = localAddress;
        return controller.StatusCode(StatusCodes.Status303SeeOther);
    }
}

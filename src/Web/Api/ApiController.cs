using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Xtablo.Domain.Common;
using Xtablo.Web.Forms;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Api;

/// <summary>
/// What programs call with a token. No cookie counts here, so no other site can have a browser call it and no antiforgery
/// field is needed.
/// </summary>
[ApiController]
[Authorize(AuthenticationSchemes = BearerScheme.Name)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status401Unauthorized, ProblemJson.ContentType)] // a controller with any of its own inherits none, and says these again
[ProducesResponseType<ProblemJson>(StatusCodes.Status429TooManyRequests, ProblemJson.ContentType)]
internal abstract class ApiController : ControllerBase, IAsyncActionFilter
{
    protected const string Json = "application/json";

    [NonAction]
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var executed = await next();
        if (executed is { Exception: RefusedException broken, ExceptionHandled: false })
        {
            executed.ExceptionHandled = true;
            executed.Result = await RefuseAsync(Refusal.From(broken));
        }
    }

    /// <summary>What is there now, for who was too late to change it; null where that is nothing.</summary>
    protected virtual Task<MessageJson?> PresentAsync() => Task.FromResult<MessageJson?>(null);

    private async Task<IActionResult> RefuseAsync(Refusal refusal) => refusal.Status == StatusCodes.Status404NotFound
        ? NotFound()
        : HttpContext.Refuse(refusal, message: refusal.Status == StatusCodes.Status409Conflict ? await PresentAsync() : null);
}

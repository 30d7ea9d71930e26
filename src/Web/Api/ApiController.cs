using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Xtablo.Domain.Common;
using Xtablo.Web.Forms;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Api;

/// <summary>
/// The base of what programs call with a token. Cookies are not accepted here, so no other site can make a browser call it
/// with someone's rights, and no antiforgery field is needed. A controller that declares response types of its own inherits
/// none of those below and has to repeat them.
/// </summary>
[ApiController]
[Authorize(AuthenticationSchemes = BearerScheme.Name)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status401Unauthorized, ProblemJson.ContentType)]
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

    /// <summary>The current state, for a caller whose change conflicted with another; null where there is none.</summary>
    protected virtual Task<MessageJson?> PresentAsync() => Task.FromResult<MessageJson?>(null);

    private async Task<IActionResult> RefuseAsync(Refusal refusal) => refusal.Status == StatusCodes.Status404NotFound
        ? NotFound()
        : HttpContext.Refuse(refusal, message: refusal.Status == StatusCodes.Status409Conflict ? await PresentAsync() : null);
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Xtablo.Web.Forms;

/// <summary>
/// One attempt makes one thing: a form that is sent twice, by a double click or on a slow line, gets the second time what the
/// first one made. The partial <c>_Attempt</c> gives a form the id of its attempt; without one each is a new attempt.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OneAttemptAttribute : ActionFilterAttribute
{
    public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        var attempts = http.RequestServices.GetRequiredService<Attempts>();
        if (attempts.KeyOf(http) is not { } key)
        {
            await next();
            return;
        }

        if (await attempts.BeginAsync(key, http.RequestAborted) is { } earlier)
        {
            http.Response.Headers.SetCookie = earlier.Cookies;
            context.Result = earlier.Result;
            return;
        }

        Attempts.Made? made = null;
        try
        {
            var executed = await next();
            made = executed is { Exception: null, Result: { } result and not NotFoundResult }
                ? new(result, http.Response.Headers.SetCookie)
                : null;
        }
        finally
        {
            attempts.End(key, made);
        }
    }
}

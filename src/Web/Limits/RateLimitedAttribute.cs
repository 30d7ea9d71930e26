using Microsoft.AspNetCore.Mvc.Filters;
using Xtablo.Domain.Common;

namespace Xtablo.Web.Limits;

/// <summary>
/// Refuses an action that is requested too often, with 429, <c>Retry-After</c> and the same form. It counts only requests
/// that have passed the antiforgery check, so that another site cannot use up someone's allowance.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RateLimitedAttribute : ActionFilterAttribute
{
    private const int BeforeAnythingIsLookedUp = -3000;
    private readonly string _kind;

    /// <param name="kind">One of the names in <see cref="RateLimits"/>.</param>
    public RateLimitedAttribute(string kind)
    {
        _kind = kind;
        Order = BeforeAnythingIsLookedUp;
    }

    /// <exception cref="RefusedException"><c>rate.too-many</c>, with the seconds to wait.</exception>
    public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (await http.RequestServices.GetRequiredService<RateLimits>().TakeAsync(_kind, http) is { } wait)
        {
            throw new RefusedException("rate.too-many", null, Seconds(wait));
        }

        await next();
    }

    /// <summary>Returns whole seconds, at least one, rounded up: a client that retries then is admitted.</summary>
    public static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}

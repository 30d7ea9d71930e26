using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Operation;
using Xtablo.Domain.Common;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Forms;

/// <summary>
/// A controller with forms. Every post must carry the antiforgery field; a refused one gets the same form back, with what was
/// typed and the reason beside its field.
/// </summary>
[TakesForms]
internal abstract partial class FormController : Controller
{
    /// <summary>Returns the page or fragment with the posted form. The status and the errors are already set.</summary>
    /// <param name="posted">The model bound from the form; null when nothing was bound.</param>
    protected abstract Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct);

    public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var safe = HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);
        if (!safe && !await HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(HttpContext))
        {
            context.Result = await RefuseAsync(context, Refusal.StaleForm);
            return;
        }

        var executed = await next();
        if (executed is { Exception: RefusedException broken, ExceptionHandled: false })
        {
            executed.ExceptionHandled = true;
            executed.Result = await RefuseAsync(context, Refusal.From(broken));
        }
        else if (executed is { Exception: { } failure, ExceptionHandled: false }
            && Outages.IsOutage(failure)
            && ShowOutage(PostedTo(context)) is { } page)
        {
            HttpContext.LogOutage(HttpContext.GetEndpoint(), failure);
            executed.ExceptionHandled = true;
            executed.Result = page;
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>Returns a page that keeps what was typed while the database is unavailable; null where there is none.</summary>
    protected virtual IActionResult? ShowOutage(object? posted) => null;

    private IOutages Outages => HttpContext.RequestServices.GetRequiredService<IOutages>();

    private static object? PostedTo(ActionExecutingContext context) =>
        context.ActionArguments.Values.FirstOrDefault(argument => argument is IPosted);

    private async Task<IActionResult> RefuseAsync(ActionExecutingContext context, Refusal refusal)
    {
        var services = HttpContext.RequestServices;
        LogRefusal(
            services.GetRequiredService<ILogger<FormController>>(),
            Request.Method,
            context.ActionDescriptor.AttributeRouteInfo?.Template,
            refusal.Status,
            refusal.Code);
        if (refusal.Status == StatusCodes.Status404NotFound)
        {
            return NotFound();
        }

        var sentences = services.GetRequiredService<IStringLocalizer<Sentences>>();
        ModelState.AddModelError(refusal.Field ?? "", sentences[refusal.Code, [.. refusal.Arguments]]);
        Response.StatusCode = refusal.Status;
        refusal.SayWhenToRetry(Response);
        return await ShowAgainAsync(PostedTo(context), refusal, HttpContext.RequestAborted);
    }

    // Logs the template and not the address: an address may contain a secret, and a forged one a line break.
    [LoggerMessage(Level = LogLevel.Information, Message = "Refused {Method} {Template} with {Status}: {Code}")]
    private static partial void LogRefusal(ILogger logger, string method, string? template, int status, string code);
}

/// <summary>Marks the models that forms are bound to.</summary>
public interface IPosted;

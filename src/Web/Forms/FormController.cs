using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Operation;
using Xtablo.Domain.Common;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Forms;

/// <summary>
/// A controller with forms. What is posted to it must carry the antiforgery field; what is refused comes back as the
/// same form with what was typed and, beside its field, why.
/// </summary>
[TakesForms]
internal abstract partial class FormController : Controller
{
    /// <summary>The page or part with the form that was posted. The status and the errors are set already.</summary>
    /// <param name="posted">What was bound from the form; null when nothing was.</param>
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
        else if (executed is { Exception: { } failure, ExceptionHandled: false } && Outages.IsOutage(failure) && ShowOutage(PostedTo(context)) is { } page)
        {
            executed.ExceptionHandled = true;
            executed.Result = page;
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>A page that keeps what was typed while the database is away; null where there is none.</summary>
    protected virtual IActionResult? ShowOutage(object? posted) => null;

    private IOutages Outages => HttpContext.RequestServices.GetRequiredService<IOutages>();

    private static object? PostedTo(ActionExecutingContext context) => context.ActionArguments.Values.FirstOrDefault(argument => argument is IPosted);

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

    // The template and not the address: an address may hold a secret, and a typed one a line break.
    [LoggerMessage(Level = LogLevel.Information, Message = "Refused {Method} {Template} with {Status}: {Code}")]
    private static partial void LogRefusal(ILogger logger, string method, string? template, int status, string code);
}

/// <summary>What a form posts.</summary>
public interface IPosted;

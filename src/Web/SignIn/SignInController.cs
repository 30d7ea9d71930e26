using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.SignIn;

internal sealed class SignInController(
    ICommandHandler<SignInWithPassword, SignInStep> signIn,
    ICommandHandler<SignOut, SessionId> signOut,
    SignInThrottle throttle,
    DeviceCookie device,
    SignInCompletion entrance,
    IDataProtectionProvider protection,
    TimeProvider time) : FormController
{
    [AllowAnonymous]
    [HttpGet("/sign-in")]
    public IActionResult Show(string? returnUrl) =>
        User.SessionOrNull() is null ? View("SignIn", new SignInForm { ReturnUrl = returnUrl })
        : SignInCompletion.LeadsOn(this, returnUrl) ? this.SeeOther(returnUrl!)
        : View("SignedInAlready", new SignedInModel(User.DisplayName(), SignInCompletion.Start));

    [AllowAnonymous]
    [HttpPost("/sign-in")]
    public async Task<IActionResult> Create(SignInForm form, CancellationToken ct)
    {
        var command = new SignInWithPassword(form.Email, form.Password, Request.Headers.UserAgent.ToString());
        var step = await throttle.TryAsync(
            form.Email,
            await device.FindAsync(HttpContext, form.Email, ct),
            HttpContext.CountedAddress(),
            () => signIn.HandleAsync(command, ct),
            ct);
        return step.Session is { } session
            ? await entrance.LetInAsync(this, session, form.Email, form, ct)
            : AskForCode(step, form);
    }

    [Authorize]
    [HttpPost("/sign-out")]
    public async Task<IActionResult> Delete(CancellationToken ct)
    {
        await signOut.HandleAsync(new SignOut(User.Session()), ct);
        HttpContext.KeepTheme(User.Preferences().Theme); // the pages that come now are the browser's own
        await HttpContext.SignOutAsync();
        return this.SeeOther("/sign-in");
    }

    /// <summary>
    /// Responds to a form that was posted without a session with the sign-in form, which carries the text along. The status is
    /// 401 and not 200, because a 2xx response to a post would mean that it is stored.
    /// </summary>
    public static async Task AskAndCarryAsync(HttpContext http)
    {
        var posted = await http.Request.ReadFormAsync(http.RequestAborted);
        var form = new SignInForm
        {
            Body = posted["body"],
            ClientId = posted["clientId"],
            ReplyTo = posted["replyTo"],
            ReturnUrl = PageOf(http.Request.Path, posted["Name"]),
        };
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        await http.ShowAsync("/SignIn/SignIn.cshtml", form);
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        Task.FromResult<IActionResult>(View("SignIn", posted ?? new SignInForm()));

    private ViewResult AskForCode(SignInStep step, SignInForm form) => View("SignInCode", new SignInCodeForm
    {
        Ticket = new SignInTicket(step.Account, step.Stamp!, form.Email!).Seal(protection, time.Now()),
        ReturnUrl = form.ReturnUrl,
        Body = form.Body,
        ClientId = form.ClientId,
        ReplyTo = form.ReplyTo,
    });

    /// <summary>The page whose form was posted to this path; with the typed name, if the page can show it again.</summary>
    private static string PageOf(string path, string? name)
    {
        if (path == SignInCompletion.Start)
        {
            return string.IsNullOrEmpty(name) ? path : $"{path}?name={Uri.EscapeDataString(name)}";
        }

        if (path.StartsWith("/invitations/", StringComparison.Ordinal))
        {
            return path;
        }

        return SignInCompletion.TabloAddress().Match(path) is { Success: true } tablo
            ? $"{tablo.Value}/discussion"
            : SignInCompletion.Start;
    }
}

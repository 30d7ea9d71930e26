using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Common;

namespace Xtablo.Web.Accounts;

internal sealed partial class SignInController(
    ICommandHandler<SignIn, SessionId> signIn,
    ICommandHandler<SignOut, SessionId> signOut,
    ISessions sessions,
    IDrafts drafts,
    SignInThrottle throttle,
    DeviceCookie device) : FormController
{
    private const string Start = "/tablos";

    [AllowAnonymous]
    [HttpGet("/sign-in")]
    public IActionResult Show(string? returnUrl) => View("SignIn", new SignInForm { ReturnUrl = returnUrl });

    [AllowAnonymous]
    [HttpPost("/sign-in")]
    public async Task<IActionResult> Create(SignInForm form, CancellationToken ct)
    {
        var command = new SignIn(form.Email, form.Password, Request.Headers.UserAgent.ToString());
        var session = await throttle.TryAsync(
            form.Email, device.Find(HttpContext, form.Email), HttpContext.CountedAddress(), () => signIn.HandleAsync(command, ct), ct);
        device.Remember(HttpContext, form.Email);
        await HttpContext.SignInAsync(session);
        if (form.Body is { Length: > 0 } && await sessions.FindAsync(session, ct) is { } who)
        {
            await KeepTextAsync(form, who.Account, ct);
        }

        return this.SeeOther(Url.IsLocalUrl(form.ReturnUrl) && form.ReturnUrl.All(char.IsAscii) ? form.ReturnUrl : Start);
    }

    [Authorize]
    [HttpPost("/sign-out")]
    public async Task<IActionResult> Delete(CancellationToken ct)
    {
        await signOut.HandleAsync(new SignOut(User.Session()), ct);
        await HttpContext.SignOutAsync();
        Response.Headers["Clear-Site-Data"] = "\"cache\""; // what going back would show; not the storage: unsent texts stay on purpose
        return this.SeeOther("/sign-in");
    }

    /// <summary>
    /// Answers a form that was posted without a session: the sign-in form, with the text in it. 401 and not 200, for a
    /// 2xx answer to a post would mean that it is stored.
    /// </summary>
    public static async Task AskAndCarryAsync(HttpContext http)
    {
        var posted = await http.Request.ReadFormAsync(http.RequestAborted);
        var form = new SignInForm { Body = posted["body"], ClientId = posted["clientId"], ReturnUrl = PageOf(http.Request.Path, posted["Name"]) };
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        await http.ShowAsync("/Accounts/SignIn.cshtml", form);
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        Task.FromResult<IActionResult>(View("SignIn", posted ?? new SignInForm()));

    /// <summary>The page that has the form which was posted there; with the name that was typed, if it can take it.</summary>
    private static string PageOf(string path, string? name)
    {
        if (path == Start)
        {
            return string.IsNullOrEmpty(name) ? Start : $"{Start}?name={Uri.EscapeDataString(name)}";
        }

        if (path.StartsWith("/invitations/", StringComparison.Ordinal))
        {
            return path;
        }

        return TabloAddress().Match(path) is { Success: true } tablo ? $"{tablo.Value}/discussion" : Start;
    }

    private async Task KeepTextAsync(SignInForm form, AccountId account, CancellationToken ct)
    {
        var clientId = ClientId.TryParse(form.ClientId, out var given) ? given : ClientId.New();
        if (TabloAddress().Match(form.ReturnUrl ?? "") is { Success: true } tablo)
        {
            await drafts.KeepAsync(new TabloId(Guid.Parse(tablo.Groups["id"].Value)), account, new Draft(form.Body!.Replace('\0', '\uFFFD'), clientId), ct);
        }
    }

    [GeneratedRegex("^/tablos/(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TabloAddress();
}

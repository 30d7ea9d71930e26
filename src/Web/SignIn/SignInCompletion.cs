using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.SignIn;

/// <summary>Completes a sign-in, whichever way the person has proved their identity.</summary>
internal sealed partial class SignInCompletion(
    ISessions sessions,
    ICommandHandler<KeepDraft, Draft?> keepDraft,
    ICommandHandler<SignOut, SessionId> signOut,
    DeviceCookie device)
{
    public const string Start = "/tablos";

    /// <summary>
    /// Sets the session cookie, ends the session that this browser had before (OWASP ASVS 5.0, 7.2.4), and remembers the browser
    /// as one of the account's devices.
    /// </summary>
    /// <param name="email">As typed; null when none was typed.</param>
    public async Task LetInAsync(HttpContext http, SessionId session, string? email)
    {
        if (http.User.SessionOrNull() is { } before && before != session)
        {
            await signOut.HandleAsync(new SignOut(before), CancellationToken.None);
        }

        await device.RememberAsync(http, email, CancellationToken.None);
        await http.SignInAsync(session);
    }

    /// <summary>
    /// Sets the session cookie, stores the carried text as a draft, and redirects to where the person was going.
    /// </summary>
    /// <param name="email">As typed; null when none was typed.</param>
    public async Task<IActionResult> LetInAsync(
        Controller door, SessionId session, string? email, ICarried carried, CancellationToken ct)
    {
        await LetInAsync(door.HttpContext, session, email);
        if (carried.Body is { Length: > 0 } body && TabloAddress().Match(carried.ReturnUrl ?? "") is { Success: true } tablo
            && await sessions.FindAsync(session, ct) is { } who)
        {
            var tabloId = new TabloId(Guid.Parse(tablo.Groups["id"].Value));
            await keepDraft.HandleAsync(new KeepDraft(tabloId, who.Account, body, carried.ClientId, carried.ReplyTo), ct);
        }

        return door.SeeOther(AfterwardsOf(door, carried.ReturnUrl));
    }

    public static string AfterwardsOf(Controller door, string? returnUrl) => LeadsOn(door, returnUrl) ? returnUrl! : Start;

    /// <summary>True for a local address: anything else is ignored.</summary>
    public static bool LeadsOn(Controller door, string? returnUrl) =>
        door.Url.IsLocalUrl(returnUrl) && returnUrl.All(char.IsAscii);

    [GeneratedRegex(
        "^/tablos/(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    public static partial Regex TabloAddress();
}

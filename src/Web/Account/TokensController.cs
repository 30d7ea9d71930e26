using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Account;

/// <summary>The tokens with which programs act as the signed-in account.</summary>
[Authorize]
[Route("/account/tokens")]
internal sealed class TokensController(
    ITokens tokens,
    ITabloReader tablos,
    IAccounts accounts,
    SignInThrottle throttle,
    ICommandHandler<MakeToken, MadeToken> makeToken,
    ICommandHandler<RevokeToken, bool> revokeToken,
    Attempts attempts) : FormController
{
    [HttpGet]
    public Task<IActionResult> List(CancellationToken ct) => ShowAsync(new TokenForm { AllTablos = true }, made: null, ct);

    /// <summary>
    /// Shows the new token in the response itself, without a redirect: the token is not stored, so no other page could show it.
    /// </summary>
    [HttpPost]
    [RateLimited(RateLimits.Tokens)]
    public async Task<IActionResult> Create(TokenForm form, CancellationToken ct)
    {
        if (form is { AllTablos: true, Tablos.Count: > 0 })
        {
            throw new RefusedException("token.scope-unclear", "Tablos"); // rather than grant more than was intended
        }

        var made = await attempts.OnceAsync(HttpContext, () => MakeAsync(form, ct));
        return await ShowAsync(new TokenForm { AllTablos = true }, made, CancellationToken.None);
    }

    [HttpPost("{tokenId:guid}/revoke")]
    public async Task<IActionResult> Revoke(TokenId tokenId, CancellationToken ct)
    {
        var revoked = await revokeToken.HandleAsync(new RevokeToken(User.AccountId(), tokenId), ct);
        return revoked ? this.SeeOther("/account/tokens") : NotFound();
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        ShowAsync(posted as TokenForm ?? new TokenForm { AllTablos = true }, made: null, ct);

    private async Task<MadeToken?> MakeAsync(TokenForm form, CancellationToken ct)
    {
        // The password is required because a token outlives the session, which someone may have left open.
        await throttle.ConfirmAsync(
            User.AccountId(), () => accounts.MustHavePasswordAsync(User.AccountId(), form.Password, ct), ct);
        List<TabloId>? chosen = form.AllTablos ? null : [.. (form.Tablos ?? []).Select(id => new TabloId(id))];
        return await makeToken.HandleAsync(new MakeToken(User.AccountId(), form.Label, form.ExpiresInDays, chosen), ct);
    }

    private async Task<IActionResult> ShowAsync(TokenForm form, MadeToken? made, CancellationToken ct)
    {
        if (made is not null)
        {
            ModelState.Clear(); // the form on the page is for the next token
        }

        var account = User.AccountId();
        return View("Tokens", new TokensModel(
            await tokens.ListAsync(account, ct), await tablos.ListAsync(account, ct), form, made?.Text));
    }
}

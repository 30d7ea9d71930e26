using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Tablos;

[Authorize]
internal sealed class TablosController(
    ITabloReader tablos, IAccounts accounts, ICommandHandler<CreateTablo, TabloId> createTablo, Attempts attempts)
    : FormController
{
    [AllowAnonymous]
    [HttpGet("/")]
    public async Task<IActionResult> Start(CancellationToken ct) =>
        this.SeeOther(await accounts.IsFirstRunAsync(ct) ? "/setup" : "/tablos");

    /// <param name="name">The name that was typed before the session turned out to be missing.</param>
    [HttpGet("/tablos")]
    [Compressed]
    public Task<IActionResult> List(string? name, int? page, CancellationToken ct) =>
        ListAsync(new NameForm { Name = name }, page, ct);

    [HttpPost("/tablos")]
    [RateLimited(RateLimits.Tablos)]
    public async Task<IActionResult> Create(NameForm form, CancellationToken ct)
    {
        var create = new CreateTablo(User.AsPerson(), form.Name);
        var id = await attempts.OnceAsync(HttpContext, () => createTablo.HandleAsync(create, ct));
        return this.SeeOther($"/tablos/{id}/discussion");
    }

    [HttpGet("/tablos/{tabloId:guid}")]
    [ForMembers]
    public IActionResult Open(TabloId tabloId) => this.SeeOther($"/tablos/{tabloId}/discussion");

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        ListAsync(posted as NameForm ?? new NameForm(), page: null, ct);

    private async Task<IActionResult> ListAsync(NameForm form, int? page, CancellationToken ct)
    {
        var theirs = await tablos.ListAsync(User.AccountId(), ct);
        var lastRows = await tablos.LastRowsAsync(User.AccountId(), ct);
        var cards = theirs
            .Where(tablo => lastRows.ContainsKey(tablo.Id)) // else it ended between the two
            .Select(tablo => new TabloCard(tablo, lastRows[tablo.Id]))
            .OrderBy(card => card.Tablo.Archived)
            .ThenByDescending(card => card.Tablo.Unread + card.Tablo.Mentions > 0)
            .ThenByDescending(card => card.Last.At)
            .ToList();
        var (shown, at) = ListPage.Of(cards, page);
        return View("List", new TabloListModel(shown, at, form));
    }
}

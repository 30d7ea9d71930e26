using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Tablos;

/// <summary>The settings of a tablo, which only its owner may change.</summary>
[Authorize]
[Route("/tablos/{tabloId:guid}")]
internal sealed class TabloSettingsController(
    ITabloReader tablos,
    ICommandHandler<RenameTablo, bool> renameTablo,
    ICommandHandler<ArchiveTablo, bool> archiveTablo) : FormController
{
    [HttpGet("settings")]
    public async Task<IActionResult> Show(TabloId tabloId, CancellationToken ct) =>
        await FindAsync(tabloId, ct) is { } tablo && tablo.Role == Role.Owner
            ? ShowSettings(tablo, new NameForm { Name = tablo.Name })
            : NotFound();

    [HttpPost("rename")]
    [RateLimited(RateLimits.Changes)]
    [ForMembers]
    public async Task<IActionResult> Rename(TabloId tabloId, NameForm form, CancellationToken ct)
    {
        var found = await renameTablo.HandleAsync(new RenameTablo(tabloId, User.AsPerson(), form.Name), ct);
        return found ? ToDiscussion(tabloId) : NotFound();
    }

    [HttpPost("archive")]
    [RateLimited(RateLimits.Changes)]
    public Task<IActionResult> Archive(TabloId tabloId, CancellationToken ct) => ArchiveAsync(tabloId, archived: true, ct);

    [HttpPost("restore")]
    [RateLimited(RateLimits.Changes)]
    public Task<IActionResult> Restore(TabloId tabloId, CancellationToken ct) => ArchiveAsync(tabloId, archived: false, ct);

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        await FindAsync(RouteData.TabloId(), ct) is { } tablo
            ? ShowSettings(tablo, posted as NameForm ?? new NameForm { Name = tablo.Name })
            : NotFound();

    private async Task<IActionResult> ArchiveAsync(TabloId tabloId, bool archived, CancellationToken ct)
    {
        var found = await archiveTablo.HandleAsync(new ArchiveTablo(tabloId, User.AsPerson(), archived), ct);
        return found ? ToDiscussion(tabloId) : NotFound();
    }

    private async Task<TabloView?> FindAsync(TabloId tabloId, CancellationToken ct) =>
        (await tablos.ListAsync(User.AccountId(), ct)).FirstOrDefault(tablo => tablo.Id == tabloId);

    private ViewResult ShowSettings(TabloView tablo, NameForm form) => View("Settings", new TabloSettingsModel(tablo, form));

    private IActionResult ToDiscussion(TabloId tabloId) => this.SeeOther($"/tablos/{tabloId}/discussion");
}

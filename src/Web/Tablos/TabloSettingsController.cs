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
    ICommandHandler<ArchiveTablo, bool> archiveTablo,
    ICommandHandler<DeleteTablo, bool> deleteTablo) : FormController
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

    [HttpGet("delete")]
    public async Task<IActionResult> AskToDelete(TabloId tabloId, CancellationToken ct) =>
        await FindAsync(tabloId, ct) is { Role: Role.Owner } tablo ? ShowDeletion(tablo, new DeleteForm()) : NotFound();

    [HttpPost("delete")]
    [ForMembers]
    public async Task<IActionResult> Delete(TabloId tabloId, DeleteForm form, CancellationToken ct) =>
        await deleteTablo.HandleAsync(new DeleteTablo(tabloId, User.AccountId(), form.Name), ct)
            ? this.SeeOther("/tablos")
            : NotFound();

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct)
    {
        if (await FindAsync(RouteData.TabloId(), ct) is not { } tablo)
        {
            return NotFound();
        }

        return posted is DeleteForm typed
            ? ShowDeletion(tablo, typed)
            : ShowSettings(tablo, posted as NameForm ?? new NameForm { Name = tablo.Name });
    }

    private async Task<IActionResult> ArchiveAsync(TabloId tabloId, bool archived, CancellationToken ct)
    {
        var found = await archiveTablo.HandleAsync(new ArchiveTablo(tabloId, User.AsPerson(), archived), ct);
        return found ? ToDiscussion(tabloId) : NotFound();
    }

    private async Task<TabloView?> FindAsync(TabloId tabloId, CancellationToken ct) =>
        (await tablos.ListAsync(User.AccountId(), ct)).FirstOrDefault(tablo => tablo.Id == tabloId);

    private ViewResult ShowSettings(TabloView tablo, NameForm form) => View("Settings", new TabloSettingsModel(tablo, form));

    private ViewResult ShowDeletion(TabloView tablo, DeleteForm form) => View("Delete", new TabloDeletionModel(tablo, form));

    private IActionResult ToDiscussion(TabloId tabloId) => this.SeeOther($"/tablos/{tabloId}/discussion");
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Tablos;

/// <summary>What the owner decides about a tablo.</summary>
[Authorize]
[Route("/tablos/{tabloId:guid}")]
internal sealed class TabloSettingsController(
    ITabloReader tablos, ICommandHandler<RenameTablo, bool> renameTablo, ICommandHandler<ArchiveTablo, bool> archiveTablo) : FormController
{
    [HttpGet("settings")]
    public async Task<IActionResult> Show(Guid tabloId, CancellationToken ct) =>
        await FindAsync(tabloId, ct) is { } tablo && tablo.Role == Role.Owner ? ShowSettings(tablo, new NameForm { Name = tablo.Name }) : NotFound();

    [HttpPost("rename")]
    public async Task<IActionResult> Rename(Guid tabloId, NameForm form, CancellationToken ct)
    {
        if (await FindAsync(tabloId, ct) is null)
        {
            return NotFound(); // before the name is looked at: what is wrong with it tells that there is a tablo
        }

        var found = await renameTablo.HandleAsync(new RenameTablo(new TabloId(tabloId), User.AccountId(), form.Name), ct);
        return found ? ToDiscussion(tabloId) : NotFound();
    }

    [HttpPost("archive")]
    public Task<IActionResult> Archive(Guid tabloId, CancellationToken ct) => ArchiveAsync(tabloId, archived: true, ct);

    [HttpPost("restore")]
    public Task<IActionResult> Restore(Guid tabloId, CancellationToken ct) => ArchiveAsync(tabloId, archived: false, ct);

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        Guid.TryParse(RouteData.Values["tabloId"]?.ToString(), out var tabloId) && await FindAsync(tabloId, ct) is { } tablo
            ? ShowSettings(tablo, posted as NameForm ?? new NameForm { Name = tablo.Name })
            : NotFound();

    private async Task<IActionResult> ArchiveAsync(Guid tabloId, bool archived, CancellationToken ct)
    {
        var found = await archiveTablo.HandleAsync(new ArchiveTablo(new TabloId(tabloId), User.AccountId(), archived), ct);
        return found ? ToDiscussion(tabloId) : NotFound();
    }

    private async Task<TabloView?> FindAsync(Guid tabloId, CancellationToken ct) =>
        (await tablos.ListAsync(User.AccountId(), ct)).FirstOrDefault(tablo => tablo.Id.Value == tabloId);

    private ViewResult ShowSettings(TabloView tablo, NameForm form) => View("Settings", new TabloSettingsModel(tablo, form));

    private IActionResult ToDiscussion(Guid tabloId) => this.SeeOther($"/tablos/{tabloId}/discussion");
}

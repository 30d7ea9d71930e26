using Xtablo.Application.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Tablos;

public sealed class NameForm : IPosted
{
    public string? Name { get; init; }
}

public sealed class DeleteForm : IPosted
{
    /// <summary>The name of the tablo, typed once more.</summary>
    public string? Name { get; init; }
}

/// <param name="Here">The tablo that the page is about; null when it is about no tablo.</param>
/// <param name="IsPart">True when there are more tablos than are shown.</param>
public sealed record SidebarModel(IReadOnlyList<TabloView> Tablos, Guid? Here, bool IsPart);

public sealed record TabloCard(TabloView Tablo, LastRow Last);

/// <param name="Cards">Those of the page: what has something new before what has not, then by their last row.</param>
public sealed record TabloListModel(IReadOnlyList<TabloCard> Cards, ListPage Page, NameForm Form);

public sealed record TabloSettingsModel(TabloView Tablo, NameForm Form);

public sealed record TabloDeletionModel(TabloView Tablo, DeleteForm Form);

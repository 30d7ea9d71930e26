using Xtablo.Application.Tablos;
using Xtablo.Web.Forms;

namespace Xtablo.Web.Tablos;

public sealed class NameForm : IPosted
{
    public string? Name { get; init; }
}

public sealed record TabloListModel(IReadOnlyList<TabloView> Tablos, NameForm Form);

public sealed record TabloSettingsModel(TabloView Tablo, NameForm Form);

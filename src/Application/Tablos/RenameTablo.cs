using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tablos;

public sealed record RenameTablo(TabloId TabloId, AccountId By, string? Name);

/// <summary>Answers false when there is no such tablo for this account.</summary>
public sealed class RenameTabloHandler(ITablos tablos) : ICommandHandler<RenameTablo, bool>
{
    public Task<bool> HandleAsync(RenameTablo command, CancellationToken ct)
    {
        var name = TabloName.From(command.Name);
        return tablos.ChangeAsync(command.TabloId, command.By, (tablo, by) => tablo.Rename(by, name), ct);
    }
}

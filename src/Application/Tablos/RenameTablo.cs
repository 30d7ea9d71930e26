using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tablos;

public sealed record RenameTablo(TabloId TabloId, Person By, string? Name);

/// <summary>Returns false when there is no such tablo.</summary>
public sealed class RenameTabloHandler(IDiscussions discussions, TimeProvider time) : ICommandHandler<RenameTablo, bool>
{
    public async Task<bool> HandleAsync(RenameTablo command, CancellationToken ct)
    {
        var name = TabloName.From(command.Name);
        var (notice, at) = (MessageId.New(), time.Now());
        return await discussions.ChangeAsync(
            command.TabloId, Needs.Nothing, discussion => discussion.Rename(command.By, name, notice, at)) is not null;
    }
}

using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tablos;

/// <summary>Makes a tablo read-only, or writable again.</summary>
public sealed record ArchiveTablo(TabloId TabloId, Person By, bool Archived);

/// <summary>Returns false when there is no such tablo.</summary>
public sealed class ArchiveTabloHandler(IDiscussions discussions, TimeProvider time) : ICommandHandler<ArchiveTablo, bool>
{
    public async Task<bool> HandleAsync(ArchiveTablo command, CancellationToken ct)
    {
        var (notice, at) = (MessageId.New(), time.Now());
        return await discussions.ChangeAsync(command.TabloId, Needs.Nothing, discussion => command.Archived
            ? discussion.Archive(command.By, notice, at)
            : discussion.Restore(command.By, notice, at)) is not null;
    }
}

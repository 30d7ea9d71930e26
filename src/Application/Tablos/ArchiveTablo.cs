using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tablos;

/// <summary>Makes a tablo read-only, or writable again.</summary>
public sealed record ArchiveTablo(TabloId TabloId, AccountId By, bool Archived);

/// <summary>
/// Answers false when there is no such tablo. It goes through the discussion, so that what was posted and when it was
/// archived have one order.
/// </summary>
public sealed class ArchiveTabloHandler(IDiscussions discussions, TimeProvider time) : ICommandHandler<ArchiveTablo, bool>
{
    public async Task<bool> HandleAsync(ArchiveTablo command, CancellationToken ct)
    {
        var at = time.Now();
        var changed = await discussions.ChangeAsync(command.TabloId, Needs.Nothing, discussion =>
        {
            if (command.Archived)
            {
                discussion.Archive(command.By, at);
            }
            else
            {
                discussion.Restore(command.By);
            }

            return discussion;
        });
        return changed is not null;
    }
}

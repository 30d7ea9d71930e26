using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tablos;

/// <summary>Deletes a tablo with all that was ever written in it. Nobody can undo it.</summary>
/// <param name="Name">Its name, typed once more, so that nobody deletes another one by accident.</param>
public sealed record DeleteTablo(TabloId TabloId, AccountId By, string? Name);

/// <summary>Returns false when there is no such tablo.</summary>
public sealed class DeleteTabloHandler(IDiscussions discussions, IRealtimeBroadcaster broadcaster)
    : ICommandHandler<DeleteTablo, bool>
{
    public async Task<bool> HandleAsync(DeleteTablo command, CancellationToken ct)
    {
        var name = TabloName.From(command.Name);
        var deleted = await discussions.ChangeAsync(
            command.TabloId, Needs.Nothing, discussion => discussion.Delete(command.By, name));
        if (deleted is null)
        {
            return false;
        }

        await broadcaster.EndStreamsOnAsync(command.TabloId, CancellationToken.None);
        return true;
    }
}

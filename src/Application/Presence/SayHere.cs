using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Presence;

/// <summary>A visible page of a member shows the discussion, or no longer does.</summary>
/// <param name="IsHidden">Whether they have chosen that nothing is told of them.</param>
public sealed record SayHere(TabloId TabloId, Person Member, bool IsHidden, bool On);

/// <summary>Returns false for an account that is not a member.</summary>
public sealed class SayHereHandler(IDiscussionReader discussions, IPresence presence) : ICommandHandler<SayHere, bool>
{
    public async Task<bool> HandleAsync(SayHere command, CancellationToken ct)
    {
        var isMember = await discussions.TakesPartAsync(command.TabloId, command.Member.Id, ct);
        if (isMember && !command.IsHidden)
        {
            await presence.SayHereAsync(command.TabloId, command.Member, command.On, CancellationToken.None);
        }

        return isMember;
    }
}

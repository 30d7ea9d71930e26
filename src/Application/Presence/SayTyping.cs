using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Presence;

/// <summary>A member writes a message or edits one, or no longer does.</summary>
/// <param name="IsHidden"><inheritdoc cref="SayHere" path="/param[@name='IsHidden']"/></param>
public sealed record SayTyping(TabloId TabloId, Person Member, bool IsHidden, bool On);

/// <summary>Returns false for an account that is not a member. In an archived tablo nobody writes.</summary>
public sealed class SayTypingHandler(IDiscussionReader discussions, IPresence presence) : ICommandHandler<SayTyping, bool>
{
    public async Task<bool> HandleAsync(SayTyping command, CancellationToken ct)
    {
        var membership = await discussions.MembershipAsync(command.TabloId, command.Member.Id, ct);
        if (membership is { IsArchived: false } && !command.IsHidden)
        {
            await presence.SayTypingAsync(command.TabloId, command.Member, command.On, CancellationToken.None);
        }

        return membership is not null;
    }
}

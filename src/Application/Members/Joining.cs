using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Members;

internal static class Joining
{
    /// <summary>
    /// Admits a person by an invitation that was usable when it was read. Whether it still is, is decided under the lock.
    /// </summary>
    /// <exception cref="RefusedException">As <see cref="Discussion.Join"/>.</exception>
    public static Task JoinAsync(this IDiscussions discussions, Person who, InvitationView invitation, TimeProvider time)
    {
        var (notice, at) = (MessageId.New(), time.Now());
        return discussions.ChangeAsync(
            invitation.TabloId,
            Needs.Invitation(invitation.Id),
            discussion => discussion.Join(who, invitation.Id, invitation.InvitedBy, notice, at));
    }
}

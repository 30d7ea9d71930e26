using Xtablo.Application.Members;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Members;

public sealed class RevokeInvitationTests : TeamTest
{
    [Fact]
    public async Task It_ends_at_the_time_of_the_clock()
    {
        Assert.True(await HandleAsync(Discussion.TabloId));

        Assert.Equal(Moment.Kept, Invitation.RevokedAt);
    }

    [Fact]
    public async Task There_is_no_other_tablo() => Assert.False(await HandleAsync(TabloId.New()));

    private Task<bool> HandleAsync(TabloId tablo) =>
        new RevokeInvitationHandler(Discussions, Moment.Clock()).HandleAsync(new RevokeInvitation(tablo, Ada.Id, Invitation.Id), Ct);
}

using Xtablo.Application.Members;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Members;

public sealed class RemoveMemberTests : TeamTest
{
    [Fact]
    public async Task The_notice_has_the_name_that_the_member_has_now()
    {
        Assert.True(await HandleAsync(Bob.Id));

        var told = Assert.IsType<ParticipantRemoved>(Assert.Single(Discussion.TakeEvents()));
        Assert.Equal((Bob.Id, new Notice(NoticeKind.Removed, "Ada", "Bob"), Moment.Kept), (told.Entry.SubjectId, told.Row.Notice, told.Row.PostedAt));
    }

    [Fact]
    public async Task There_is_no_other_account() => Assert.False(await HandleAsync(AccountId.New()));

    [Fact]
    public async Task There_is_no_other_tablo() => Assert.False(await HandleAsync(Bob.Id, TabloId.New()));

    private Task<bool> HandleAsync(AccountId member, TabloId? tablo = null) =>
        new RemoveMemberHandler(Discussions, Members.Object, Moment.Clock())
            .HandleAsync(new RemoveMember(tablo ?? Discussion.TabloId, Ada, member), Ct);
}

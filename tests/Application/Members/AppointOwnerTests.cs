using Moq;
using Xtablo.Application.Members;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Members;

public sealed class AppointOwnerTests : TeamTest
{
    [Fact]
    public async Task A_member_is_the_owner_then_and_the_notice_names_nobody_who_did_it()
    {
        Assert.True(await HandleAsync(Bob.Id));

        var told = Assert.IsType<TabloHandedOver>(Assert.Single(Discussion.TakeEvents()));
        Assert.Equal(new Notice(NoticeKind.Appointed, "Bob", "Bob"), told.Row.Notice);
        Discussion.Rename(Bob, TabloName.From("Allotment"), MessageId.New(), Moment.Kept);
        Assert.Throws<RefusedException>(() => Discussion.Rename(Ada, TabloName.From("Garden"), MessageId.New(), Moment.Kept));
    }

    [Fact]
    public async Task The_owner_is_it_already()
    {
        Assert.True(await HandleAsync(Ada.Id));

        Assert.Empty(Discussion.TakeEvents());
    }

    [Fact]
    public async Task Who_is_not_on_the_tablo_does_not_get_it() =>
        Assert.Equal("tablo.next-owner-no-member", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(Eve.Id))).Code);

    [Fact]
    public async Task Who_cannot_sign_in_does_not_get_it()
    {
        Members.Setup(members => members.MaySignInAsync(Bob.Id, It.IsAny<CancellationToken>())).ReturnsAsync(false);

        Assert.False(await HandleAsync(Bob.Id));
    }

    [Fact]
    public async Task There_is_no_other_tablo() => Assert.False(await HandleAsync(Bob.Id, TabloId.New()));

    private Task<bool> HandleAsync(AccountId next, TabloId? tablo = null) =>
        new AppointOwnerHandler(Discussions, Members.Object, Moment.Clock()).HandleAsync(new AppointOwner(tablo ?? Discussion.TabloId, next), Ct);
}

using Moq;
using Xtablo.Application.Members;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Members;

public sealed class HandOverTabloTests : TeamTest
{
    [Fact]
    public async Task The_other_is_the_owner_then()
    {
        Assert.True(await HandleAsync(Bob.Id));

        var told = Assert.IsType<TabloHandedOver>(Assert.Single(Discussion.TakeEvents()));
        Assert.Equal(new Notice(NoticeKind.HandedOver, "Ada", "Bob"), told.Row.Notice);
    }

    [Fact]
    public async Task Who_is_not_on_the_tablo_does_not_get_it() =>
        Assert.Equal("member.unknown", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(Eve.Id))).Code);

    [Fact]
    public async Task Who_cannot_sign_in_does_not_get_it()
    {
        Members.Setup(members => members.MaySignInAsync(Bob.Id, It.IsAny<CancellationToken>())).ReturnsAsync(false);

        Assert.False(await HandleAsync(Bob.Id));
    }

    [Fact]
    public async Task There_is_no_other_account() => Assert.False(await HandleAsync(AccountId.New()));

    [Fact]
    public async Task There_is_no_other_tablo() => Assert.False(await HandleAsync(Bob.Id, TabloId.New()));

    private Task<bool> HandleAsync(AccountId to, TabloId? tablo = null) =>
        new HandOverTabloHandler(Discussions, Members.Object, Moment.Clock())
            .HandleAsync(new HandOverTablo(tablo ?? Discussion.TabloId, Ada, to), Ct);
}

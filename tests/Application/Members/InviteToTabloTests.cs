using Moq;
using Xtablo.Application.Members;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Tests.Members;

public sealed class InviteToTabloTests : TeamTest
{
    private readonly Mock<IMemberReader> _members = new();

    [Fact]
    public async Task Each_link_has_a_secret_of_its_own()
    {
        var (one, other) = (await HandleAsync(), await HandleAsync());

        Assert.NotEqual(one!.Hash(), other!.Hash());
    }

    [Fact]
    public async Task There_is_no_other_tablo() => Assert.Null(await HandleAsync(tablo: TabloId.New()));

    [Fact]
    public async Task Wrong_terms_are_refused() =>
        Assert.Equal("invitation.uses", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(maxUses: "many"))).Code);

    [Fact]
    public async Task A_tablo_with_a_hundred_open_invitations_gets_no_more()
    {
        _members.Setup(m => m.CountInvitationsAsync(Discussion.TabloId, Ct)).ReturnsAsync(100);

        Assert.Equal("invitation.too-many", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync())).Code);
    }

    private Task<Secret?> HandleAsync(TabloId? tablo = null, string maxUses = "") =>
        new InviteToTabloHandler(Discussions, _members.Object, Moment.Clock()).HandleAsync(
            new InviteToTablo(tablo ?? Discussion.TabloId, Ada.Id, "For Eve", maxUses, "3"), Ct);
}

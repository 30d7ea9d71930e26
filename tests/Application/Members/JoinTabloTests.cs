using Xtablo.Application.Members;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Tests.Members;

public sealed class JoinTabloTests : TeamTest
{
    [Fact]
    public async Task Who_has_the_secret_is_admitted_by_who_invited()
    {
        Assert.Equal(Discussion.TabloId, await HandleAsync(Secret.Text));

        var told = Assert.IsType<ParticipantAdmitted>(Assert.Single(Discussion.TakeEvents()));
        Assert.Equal((Eve.Id, new Notice(NoticeKind.Joined, "Ada", "Eve")), (told.Entry.SubjectId, told.Row.Notice));
    }

    [Fact]
    public async Task Another_secret_admits_nobody()
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(Secret.New().Text));

        Assert.Equal("invitation.unusable", refusal.Code);
    }

    [Fact]
    public void The_command_never_prints_its_secret() => Assert.Equal("JoinTablo", $"{new JoinTablo(Eve, Secret.Text)}");

    private Task<TabloId> HandleAsync(string secret) =>
        new JoinTabloHandler(Discussions, Members.Object, Moment.Clock()).HandleAsync(new JoinTablo(Eve, secret), Ct);
}

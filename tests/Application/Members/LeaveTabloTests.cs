using Xtablo.Application.Members;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Members;

public sealed class LeaveTabloTests : TeamTest
{
    [Fact]
    public async Task Who_leaves_is_who_asked()
    {
        Assert.True(await HandleAsync(Discussion.TabloId));

        var told = Assert.IsType<ParticipantRemoved>(Assert.Single(Discussion.TakeEvents()));
        Assert.Equal((Bob.Id, new Notice(NoticeKind.Left, "Bob", "Bob")), (told.Entry.SubjectId, told.Row.Notice));
    }

    [Fact]
    public async Task There_is_no_other_tablo() => Assert.False(await HandleAsync(TabloId.New()));

    private Task<bool> HandleAsync(TabloId tablo) => new LeaveTabloHandler(Discussions, Moment.Clock()).HandleAsync(new LeaveTablo(tablo, Bob), Ct);
}

using Moq;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Application.Tests.Common;
using Xtablo.Application.Tests.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Tablos;

public class DeleteTabloTests
{
    private readonly Mock<IRealtimeBroadcaster> _broadcaster = new();
    private readonly AccountId _owner = AccountId.New();
    private readonly TabloId _tablo = TabloId.New();

    [Fact]
    public async Task The_streams_that_follow_it_end()
    {
        Assert.True(await HandleAsync(_tablo, _owner, " Garden "));

        _broadcaster.Verify(broadcaster => broadcaster.EndStreamsOnAsync(_tablo, CancellationToken.None), Times.Once);
    }

    [Theory]
    [InlineData("garden", true, "tablo.other-name")]
    [InlineData("", true, "tablo-name.empty")]
    [InlineData("Garden", false, "discussion.not-a-member")]
    public async Task A_refused_deletion_ends_no_stream(string typed, bool byOwner, string code)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_tablo, byOwner ? _owner : AccountId.New(), typed));

        Assert.Equal(code, refused.Code);
        _broadcaster.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task What_is_not_there_is_not_deleted()
    {
        Assert.False(await HandleAsync(TabloId.New(), _owner, "Garden"));
        _broadcaster.VerifyNoOtherCalls();
    }

    private Task<bool> HandleAsync(TabloId tablo, AccountId by, string typed)
    {
        var discussions = new OneDiscussion(Discussion.Open(_tablo, TabloName.From("Garden"), _owner, Moment.Kept));
        return new DeleteTabloHandler(discussions, _broadcaster.Object).HandleAsync(new DeleteTablo(tablo, by, typed), CancellationToken.None);
    }
}

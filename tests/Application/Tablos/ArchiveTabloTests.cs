using Xtablo.Application.Tablos;
using Xtablo.Application.Tests.Common;
using Xtablo.Application.Tests.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Tablos;

public class ArchiveTabloTests
{
    private readonly Person _owner = new(AccountId.New(), DisplayName.From("Ada"));
    private readonly Discussion _discussion;

    public ArchiveTabloTests() => _discussion = Discussion.Open(TabloId.New(), TabloName.From("Garden"), _owner, Moment.Kept);

    [Fact]
    public async Task It_is_archived_at_the_time_of_the_clock()
    {
        await HandleAsync(archived: true);

        Assert.Equal(Moment.Kept, _discussion.ArchivedAt);
    }

    [Fact]
    public async Task It_can_be_restored()
    {
        await HandleAsync(archived: true);

        await HandleAsync(archived: false);

        Assert.Null(_discussion.ArchivedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_answer_is_that_there_is_such_a_tablo(bool archived) => Assert.True(await HandleAsync(archived));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task There_is_no_other_tablo(bool archived) => Assert.False(await HandleAsync(archived, tablo: TabloId.New()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stranger_may_neither_archive_nor_restore(bool archived)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(archived, by: new Person(AccountId.New(), _owner.Name)));

        Assert.Equal("discussion.not-a-member", refusal.Code);
    }

    private Task<bool> HandleAsync(bool archived, TabloId? tablo = null, Person? by = null) =>
        new ArchiveTabloHandler(new OneDiscussion(_discussion), Moment.Clock()).HandleAsync(
            new ArchiveTablo(tablo ?? _discussion.TabloId, by ?? _owner, archived), TestContext.Current.CancellationToken);
}

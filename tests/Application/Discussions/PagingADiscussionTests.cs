using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public class PagingADiscussionTests
{
    [Theory]
    [InlineData(1, 50, false)]
    [InlineData(2, 51, true)]
    public void There_are_older_rows_before_any_but_the_first(int first, int last, bool older) =>
        Assert.Equal(older, Page(first, last, lastNumber: 60).HasOlder);

    [Theory]
    [InlineData(11, 59, false)]
    [InlineData(11, 60, true)]
    public void It_reaches_the_end_with_the_last_row(int first, int last, bool reaches) =>
        Assert.Equal(reaches, Page(first, last, lastNumber: 60).ReachesTheEnd);

    [Fact]
    public void An_empty_discussion_has_nothing_older() => Assert.False(Page(1, 0, lastNumber: 0).HasOlder);

    [Fact]
    public void An_empty_discussion_reaches_its_end() => Assert.True(Page(1, 0, lastNumber: 0).ReachesTheEnd);

    [Fact]
    public void An_empty_window_of_a_discussion_with_rows_does_not_reach_the_end() =>
        Assert.False(Page(1, 0, lastNumber: 60).ReachesTheEnd);

    private static DiscussionPage Page(int first, int last, long lastNumber) => new(
        TabloId.New(), "Garden", Role.Owner, Archived: false, Members: 1, new Cursor(Epoch.New(), lastNumber),
        [.. Enumerable.Range(first, last - first + 1).Select(Row)], lastNumber, FirstUnread: null);

    private static MessageView Row(int number) => new(
        TabloId.New(), MessageId.New(), number, Revision: number, MessageKind.Message, AuthorId: null, AuthorName: null, ClientId: null, "Hello",
        new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), EditedAt: null, DeletedAt: null);
}

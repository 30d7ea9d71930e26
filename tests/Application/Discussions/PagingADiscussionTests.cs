using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public class PagingADiscussionTests
{
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 51)]
    [InlineData(61, 60)] // empty, after the last row
    [InlineData(1, 0)] // empty, before the first
    public void It_knows_where_it_begins_and_ends(int first, int last)
    {
        var page = Page(first, last, lastNumber: 60);

        Assert.Equal((first, last), (page.First, page.Last));
    }

    [Theory]
    [InlineData(11, 59, false)]
    [InlineData(11, 60, true)]
    [InlineData(61, 60, true)]
    [InlineData(1, 0, false)]
    public void It_reaches_the_end_with_the_last_row(int first, int last, bool reaches) =>
        Assert.Equal(reaches, Page(first, last, lastNumber: 60).ReachesTheEnd);

    [Fact]
    public void An_empty_discussion_reaches_its_end() => Assert.True(Page(1, 0, lastNumber: 0).ReachesTheEnd);

    private static DiscussionPage Page(int first, int last, long lastNumber) => new(
        TabloId.New(), "Garden", Role.Owner, Archived: false, Members: 1, new Cursor(Epoch.New(), lastNumber),
        [.. Enumerable.Range(first, last - first + 1).Select(Row)], last, lastNumber, Pins: 0, FirstUnread: null, ReadMark: 0, Generation: 0);

    private static MessageRow Row(int number) => new(
        TabloId.New(), MessageId.New(), number, Revision: number, Notice: null, AuthorId: null, AuthorName: null, ClientId: null, "Hello",
        new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), EditedAt: null, DeletedAt: null);
}

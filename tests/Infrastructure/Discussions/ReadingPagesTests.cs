using Xtablo.Application.Discussions;
using Xtablo.Application.Members;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Infrastructure.Tests.Discussions;

/// <summary>Pages whose rows are remembered, and counts that end.</summary>
public abstract class ReadingPagesTests(TestServices xtablo)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rows_are_the_same_list_until_something_changes()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var posting = await xtablo.PostAsync(tablo, ada, "Hello");
        var first = await PageAsync(tablo, ada);
        Assert.Same(first?.Rows, (await PageAsync(tablo, ada))?.Rows);

        await xtablo.Services.DoAsync<EditMessage, MessageRow?>(new(tablo, ada.Id, posting!.Message.Id, "Hello, all", Revision: null));

        var next = await PageAsync(tablo, ada);
        Assert.Equal("Hello, all", Assert.Single(next!.Rows).Body);
        Assert.Equal(first!.Cursor.Sequence + 1, next.Cursor.Sequence);
    }

    [Fact]
    public async Task Who_is_removed_is_shown_no_remembered_rows()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var bob = await JoinAsync(ada, tablo);
        await xtablo.PostAsync(tablo, ada, "Hello");
        Assert.NotNull(await PageAsync(tablo, bob));

        await xtablo.Services.DoAsync<RemoveMember, bool>(new(tablo, ada, bob.Id));

        Assert.Null(await PageAsync(tablo, bob));
    }

    [Fact]
    public async Task Unread_messages_are_counted_to_a_thousand_and_no_further()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var bob = await JoinAsync(ada, tablo);
        await PostAsync(999);
        Assert.Equal(999, await UnreadAsync());

        await PostAsync(3);

        Assert.Equal(TabloView.MostUnread, await UnreadAsync());

        Task PostAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(i => xtablo.PostAsync(tablo, ada, $"{i}")));

        async Task<int> UnreadAsync() => Assert.Single(await xtablo.Get<ITabloReader>().ListAsync(bob.Id, Ct), each => each.Id == tablo).Unread;
    }

    private Task<DiscussionPage?> PageAsync(TabloId tablo, Person member) =>
        xtablo.Get<IDiscussionReader>().PageAsync(tablo, member.Id, new Window(), Ct);

    private async Task<Person> JoinAsync(Person owner, TabloId tablo)
    {
        var (bob, _) = await xtablo.TabloAsync();
        var secret = await xtablo.Services.DoAsync<InviteToTablo, Secret?>(new(tablo, owner.Id, Label: null, MaxUses: null, ExpiresInDays: null));
        await xtablo.Services.DoAsync<JoinTablo, TabloId>(new(bob, secret!.Text));
        return bob;
    }

    public sealed class OnSqlite(OnSqliteFile xtablo) : ReadingPagesTests(xtablo), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer xtablo) : ReadingPagesTests(xtablo), IClassFixture<OnPostgresServer>;
}

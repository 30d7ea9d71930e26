using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Later;
using Xtablo.Application.Members;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Later.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Tests.Search;

namespace Xtablo.Infrastructure.Tests.Later;

public abstract class SavedMessagesTests(TestServices xtablo) : SearchTest(xtablo)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private ISavedMessages Saved => Xtablo.Get<ISavedMessages>();

    [Fact]
    public async Task Reminders_come_by_their_time_then_what_was_saved_last()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        foreach (var (text, hours) in ((string, int?)[])[("first", null), ("in two", 2), ("second", null), ("an hour ago", -1), ("in one", 1)])
        {
            await SaveAsync(ada, await SayAsync(tablo, ada, text), hours);
        }

        Assert.Equal(["an hour ago", "in one", "in two", "second", "first"], await TextsAsync(ada));
        Assert.Equal(["in one", "in two"], (await Saved.ListAsync(ada.Id, 1, 2, Ct)).Select(saved => saved.Message.Body));
        Assert.Equal(1, (await Saved.MarksAsync(ada.Id, Ct)).Count(mark => mark.IsDue(Now)));
    }

    [Fact]
    public async Task Saving_again_changes_the_time_if_one_is_given_and_nothing_else()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var message = await SayAsync(tablo, ada, "once");
        await SaveAsync(ada, message, null);
        await SaveAsync(ada, message, 1);
        await SaveAsync(ada, message, null);

        Assert.Equal([Now.AddHours(1)], (await Saved.MarksAsync(ada.Id, Ct)).Select(mark => mark.RemindAt));
        await Saved.TakeOffAsync(tablo, ada.Id, message.Id, Ct);
        await Saved.TakeOffAsync(tablo, ada.Id, message.Id, Ct);
        Assert.Empty(await Saved.MarksAsync(ada.Id, Ct));
    }

    [Fact]
    public async Task A_list_is_of_one_account_and_of_its_tablos_of_now()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var bob = await AdmitAsync(tablo, ada);
        var message = await SayAsync(tablo, ada, "for Bob");
        await SaveAsync(bob, message, null);
        Assert.Equal(["for Bob"], await TextsAsync(bob));
        Assert.Empty(await TextsAsync(ada));

        await DoAsync<RemoveMember, bool>(new(tablo, ada, bob.Id));

        Assert.Empty(await TextsAsync(bob));
        Assert.Empty(await Saved.MarksAsync(bob.Id, Ct));
        Assert.False(await Saved.SaveAsync(tablo, bob.Id, message.Id, new Saving(Now, null), Ct));
    }

    [Fact]
    public async Task What_was_deleted_is_listed_without_its_text_and_what_was_edited_with_the_new_one()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var (deleted, edited) = (await SayAsync(tablo, ada, "a secret"), await SayAsync(tablo, ada, "old"));
        await SaveAsync(ada, deleted, 1);
        await SaveAsync(ada, edited, 2);
        await DeleteAsync(deleted);
        await EditAsync(edited, "new");

        Assert.Equal([null, "new"], await TextsAsync(ada));
    }

    [Fact]
    public async Task With_a_tablo_go_what_was_saved_of_it()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        await SaveAsync(ada, await SayAsync(tablo, ada, "gone"), null);
        await using var db = Xtablo.Get<Database>().Open();
        Assert.Equal(1, await db.Set<SavedMessageRow>().CountAsync(row => row.TabloId == tablo, Ct));

        await DoAsync<DeleteTablo, bool>(new(tablo, ada.Id, "Rue Oberkampf 12"));

        Assert.Equal(0, await db.Set<SavedMessageRow>().CountAsync(row => row.TabloId == tablo, Ct));
    }

    [Fact]
    public async Task More_than_so_many_are_refused_but_their_times_can_be_changed()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var message = await SayAsync(tablo, ada, "the first");
        await SaveAsync(ada, message, null);
        await using (var db = Xtablo.Get<Database>().Open())
        {
            db.AddRange(Enumerable.Range(1, ISavedMessages.Most - 1).Select(_ => new SavedMessageRow
            {
                TabloId = tablo,
                AccountId = ada.Id,
                MessageId = MessageId.New(),
                SavedAt = Now,
            }));
            await db.SaveChangesAsync(Ct);
        }

        var another = await SayAsync(tablo, ada, "one too many");
        Assert.Equal("later.too-many", (await Assert.ThrowsAsync<RefusedException>(() => SaveAsync(ada, another, null))).Code);
        await SaveAsync(ada, message, 3);

        Assert.Contains((await Saved.MarksAsync(ada.Id, Ct)), mark => mark.RemindAt == Now.AddHours(3));
    }

    private Task SaveAsync(Person member, MessageRow message, int? hours) => Saved.SaveAsync(
        message.TabloId, member.Id, message.Id, new Saving(Now.AddSeconds(message.Number), hours is { } given ? Now.AddHours(given) : null), Ct);

    private async Task<IEnumerable<string?>> TextsAsync(Person member) =>
        (await Saved.ListAsync(member.Id, 0, 50, Ct)).Select(saved => saved.Message.Body);

    public sealed class OnSqlite(OnSqliteFile xtablo) : SavedMessagesTests(xtablo), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer xtablo) : SavedMessagesTests(xtablo), IClassFixture<OnPostgresServer>
    {
        [Fact]
        public async Task The_list_and_what_a_page_says_of_it_are_one_statement_each_however_many_tablos()
        {
            var (ada, _) = await Xtablo.TabloAsync();
            for (var i = 0; i < 3; i++)
            {
                var tablo = await DoAsync<CreateTablo, TabloId>(new(ada, $"Site {i}"));
                await SaveAsync(ada, await SayAsync(tablo, ada, "kept"), i);
            }

            using var sent = new SentStatements(Xtablo.Tables);
            Assert.Equal(3, (await Saved.ListAsync(ada.Id, 0, 50, Ct)).Count);
            Assert.Equal(["SELECT"], sent.Statements);
            Assert.Equal(3, (await Saved.MarksAsync(ada.Id, Ct)).Count);
            Assert.Equal(["SELECT", "SELECT"], sent.Statements);
        }
    }
}

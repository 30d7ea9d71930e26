using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Members;
using Xtablo.Application.Search;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Tests.Search;

/// <summary>What was deleted, or is closed to someone now, is not found, and nothing of it stays in the index.</summary>
public abstract class ForgettingTests(TestServices xtablo) : SearchTest(xtablo)
{
    [Fact]
    public async Task Of_a_deleted_message_no_term_is_left_when_the_deletion_is_acknowledged()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        await SayAsync(tablo, ada, "a shared word");
        var message = await SayAsync(tablo, ada, "the shared qzsecret 秘密 https://qzhost.example/");
        await IndexAsync(tablo);
        var before = await PictureAsync(tablo);
        Assert.Contains("qzsecret", before.Terms);
        await DeleteAsync(message);

        var after = await PictureAsync(tablo);
        Assert.Equal(["@", "a", "shared", "word"], after.Terms.Select(term => term[0] is '@' ? "@" : term));
        Assert.DoesNotContain(after.Endings, ending => ending.Contains("qz", StringComparison.Ordinal) || ending is "host" or "secret");
        Assert.Equal((4, 1), (after.Postings, after.Messages));
        Assert.Empty(await FindAllAsync(ada, For("qzsecret")));
    }

    [Fact]
    public async Task An_edit_takes_the_old_words_away_in_its_own_transaction()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var message = await SayAsync(tablo, ada, "qzold");
        await IndexAsync(tablo);
        await EditAsync(message, "qznew");

        Assert.Empty((await PictureAsync(tablo)).Terms);
        await IndexAsync(tablo);
        Assert.Contains("qznew", (await PictureAsync(tablo)).Terms);
    }

    [Fact]
    public async Task What_was_deleted_while_its_terms_were_being_made_is_not_put_in()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var message = await SayAsync(tablo, ada, "qzlate");
        await using var db = Xtablo.Get<Database>().Open();
        await Xtablo.Get<SearchProjection>().AdvanceAsync(tablo, Ct); // begins
        var state = await db.SearchStates.AsNoTracking().SingleAsync(s => s.TabloId == tablo, Ct);
        var stored = await db.Set<Message>().AsNoTracking().SingleAsync(m => m.Id == message.Id, Ct);
        var turn = new IndexTurn(state) { Below = 1 };
        turn.Add(stored, tablo, Xtablo.Get<Application.Discussions.IMarkup>());
        await DeleteAsync(message);

        await using (var write = await Xtablo.Get<Database>().BeginWriteAsync(db, tablo))
        {
            Assert.True(await turn.StoreAsync(db, state, Xtablo.Get<SearchRows>()));
            await write.CommitAsync();
        }

        Assert.Empty((await PictureAsync(tablo)).Terms);
    }

    [Fact]
    public async Task A_deleted_tablo_leaves_nothing_in_the_index()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        await SayAsync(tablo, ada, "all of it");
        await IndexAsync(tablo);
        await DoAsync<DeleteTablo, bool>(new(tablo, ada.Id, "Rue Oberkampf 12"));

        var left = await PictureAsync(tablo);
        Assert.Equal((0, 0, 0, 0), (left.Terms.Count, left.Endings.Count, left.Postings, left.Messages));
    }

    [Fact]
    public async Task Who_was_removed_finds_nothing_from_then_on()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var bob = await AdmitAsync(tablo, ada);
        await SayAsync(tablo, ada, "For us alone");
        await IndexAsync(tablo);
        Assert.Single(await FindAllAsync(bob, For("alone")));
        await DoAsync<RemoveMember, bool>(new(tablo, ada, bob.Id));

        Assert.Empty(await FindAllAsync(bob, For("alone")));
        Assert.Empty(await FindAllAsync(bob, For("alone"), tablo));
        Assert.Empty(await Xtablo.Get<ISearch>().AuthorsAsync(bob.Id, tablo, Ct));
    }

    private async Task<(List<string> Terms, List<string> Endings, int Postings, int Messages)> PictureAsync(TabloId tablo)
    {
        await using var db = Xtablo.Get<Database>().Open();
        return (
            [.. (await db.SearchTerms.Where(t => t.TabloId == tablo).Select(t => t.Term).ToListAsync(Ct)).Order(StringComparer.Ordinal)],
            await db.SearchEndings.Where(e => e.TabloId == tablo).Select(e => e.Ending).ToListAsync(Ct),
            await db.SearchPostings.CountAsync(p => p.TabloId == tablo, Ct),
            await db.SearchedMessages.CountAsync(m => m.TabloId == tablo, Ct));
    }

    public sealed class OnSqlite(OnSqliteFile xtablo) : ForgettingTests(xtablo), IClassFixture<OnSqliteFile>
    {
        [Fact]
        public async Task A_deleted_text_is_not_in_the_file_either()
        {
            var (ada, tablo) = await Xtablo.TabloAsync();
            var messages = new List<MessageRow>();
            for (var i = 0; i < 20; i++)
            {
                messages.Add(await SayAsync(tablo, ada, $"around it {i} " + (i == 10 ? "qzvanish" : "nothing")));
            }

            await IndexAsync(tablo);
            Assert.True(await IsInTheFileAsync("qzvanish"));
            await DeleteAsync(messages[10]);

            Assert.False(await IsInTheFileAsync("qzvanish"));
            Assert.False(await IsInTheFileAsync("zvanish"));
        }

        private async Task<bool> IsInTheFileAsync(string text)
        {
            var file = Xtablo.Tables.ConnectionString["Data Source=".Length..];
            do
            {
                await Xtablo.Tables.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)"); // does nothing while someone reads
            }
            while (new FileInfo($"{file}-wal") is { Exists: true, Length: > 0 });
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            return (await reader.ReadToEndAsync(Ct)).Contains(text, StringComparison.Ordinal);
        }
    }

    public sealed class OnPostgres(OnPostgresServer xtablo) : ForgettingTests(xtablo), IClassFixture<OnPostgresServer>;
}

using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Search;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Tests.Search;

/// <summary>The index is made in turns: it may be behind, be ended in the middle, be made by several, be made again.</summary>
public abstract class ProjectionTests(TestServices xtablo) : SearchTest(xtablo)
{
    [Fact]
    public async Task Ended_halfway_it_goes_on_where_it_was_and_all_is_found_all_the_time()
    {
        var (ada, tablo) = await WithMessagesAsync(260);
        var projection = Xtablo.Get<SearchProjection>();
        await projection.AdvanceAsync(tablo, Ct); // begins
        await projection.AdvanceAsync(tablo, Ct); // the newest 200
        Assert.Equal(61, (await StateAsync(tablo)).Below);
        await SayAsync(tablo, ada, "word 261");

        var page = await FindAsync(ada, For("word"));
        Assert.InRange(page.Percent, 70, 80);
        Assert.Equal(261, (await FindAllAsync(ada, For("word"))).Count);
        await IndexAsync(tablo);
        Assert.Equal(261, (await FindAllAsync(ada, For("word"))).Count);
        Assert.Equal(100, (await FindAsync(ada, For("word"))).Percent);
    }

    [Fact]
    public async Task Several_may_make_it_at_once()
    {
        var (ada, tablo) = await WithMessagesAsync(230);
        var posting = Task.Run(
            async () =>
            {
                for (var i = 231; i <= 260; i++)
                {
                    await SayAsync(tablo, ada, $"word {i}");
                }
            }, Ct);
        await Task.WhenAll(posting, Task.Run(() => IndexAsync(tablo), Ct), Task.Run(() => IndexAsync(tablo), Ct), Task.Run(() => IndexAsync(tablo), Ct));
        await IndexAsync(tablo);

        Assert.Equal(Enumerable.Range(1, 260).Reverse().Select(i => $"word {i}"), await FindAllAsync(ada, For("word")));
        await using var db = Xtablo.Get<Database>().Open();
        Assert.Equal(260 * 3, await db.SearchPostings.CountAsync(p => p.TabloId == tablo, Ct)); // the word, the number, the author
    }

    [Fact]
    public async Task It_is_made_again_beside_posts_edits_and_deletions()
    {
        var (ada, tablo) = await WithMessagesAsync(60);
        await IndexAsync(tablo);
        var edited = await SayAsync(tablo, ada, "word to be edited");
        var deleted = await SayAsync(tablo, ada, "word to be deleted");
        var percents = new List<int>();
        var rebuilding = Task.Run(() => Xtablo.Get<ISearchIndex>().RebuildAsync(new Told(percents), Ct), Ct);
        await EditAsync(edited, "word that was edited");
        await DeleteAsync(deleted);
        await SayAsync(tablo, ada, "word that is new");
        await rebuilding;
        await IndexAsync(tablo);

        Assert.Equal(100, percents[^1]);
        Assert.Equal(["word that is new", "word that was edited"], (await FindAllAsync(ada, For("word"))).Take(2));
        Assert.Equal(62, (await FindAllAsync(ada, For("word"))).Count);
        Assert.Empty(await FindAllAsync(ada, For("deleted")));
    }

    [Fact]
    public async Task An_index_of_an_older_version_is_made_anew_and_meanwhile_taken_away_from_by_key()
    {
        var (ada, tablo) = await WithMessagesAsync(3);
        var message = await SayAsync(tablo, ada, "an older word");
        await IndexAsync(tablo);
        await using var db = Xtablo.Get<Database>().Open();
        await db.SearchTerms.Where(t => t.TabloId == tablo && t.Term == "older")
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Term, "as it was folded then"), Ct);
        await db.SearchStates.Where(s => s.TabloId == tablo).ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, 1), Ct);

        Assert.Equal(["an older word"], await FindAllAsync(ada, For("older")));
        await DeleteAsync(message);
        Assert.DoesNotContain(await db.SearchTerms.Where(t => t.TabloId == tablo).Select(t => t.Term).ToListAsync(Ct), term => term.StartsWith("as it", StringComparison.Ordinal));
        await IndexAsync(tablo);
        Assert.Equal(3, (await FindAllAsync(ada, For("word"))).Count);
    }

    [Fact]
    public async Task An_index_of_a_newer_program_is_left_alone()
    {
        var (ada, tablo) = await WithMessagesAsync(3);
        await IndexAsync(tablo);
        await using var db = Xtablo.Get<Database>().Open();
        await db.SearchStates.Where(s => s.TabloId == tablo).ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, 999_999), Ct);
        await IndexAsync(tablo);

        Assert.Equal(999_999, (await StateAsync(tablo)).Version);
        Assert.Equal(3, (await FindAllAsync(ada, For("word"))).Count);
    }

    private async Task<(Person Ada, TabloId Tablo)> WithMessagesAsync(int count)
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        for (var i = 1; i <= count; i++)
        {
            await SayAsync(tablo, ada, $"word {i}");
        }

        return (ada, tablo);
    }

    private async Task<SearchStateRow> StateAsync(TabloId tablo)
    {
        await using var db = Xtablo.Get<Database>().Open();
        return await db.SearchStates.AsNoTracking().SingleAsync(s => s.TabloId == tablo, Ct);
    }

    private sealed class Told(List<int> percents) : IProgress<int>
    {
        public void Report(int value) => percents.Add(value);
    }

    public sealed class OnSqlite(OnSqliteFile xtablo) : ProjectionTests(xtablo), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer xtablo) : ProjectionTests(xtablo), IClassFixture<OnPostgresServer>;
}

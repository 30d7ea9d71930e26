using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Search;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Search;

public abstract class FindingTests(TestServices xtablo) : SearchTest(xtablo)
{
    private static readonly string[] Pieces =
    [
        "invoice", "invoices", "Rechnung", "Café", "naïve", "Straße", "重新", "跑步", "跑", "がく", "かく", "gen", "Привет", "안녕하세요", "🎉", "C++", "x",
        "42", "un**important**", "https://h.example/plan", "#12", "**bold**", "ﬁche",
    ];

    private static readonly string[] Searches =
    [
        "invoice", "voice", "INV", "cafe", "naive", "strasse", "跑", "重新", "新跑", "か", "が", "かく", "gen", "ривет", "안녕", "하세", "🎉", "c++", "x", "2",
        "unimportant", "h.example", "#12", "**", "fiche", "\"invoice cafe\"", "invoice 跑", "invoices gen 42", "\"x x\"", "nothing-like-it", "\"c++ x\"", "+", "bold",
        "\"ce caf\"", "\"s gen 4\"",
    ];

    [Fact]
    public async Task Whatever_is_looked_for_the_index_finds_what_the_texts_have()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var random = new Random(11);
        var texts = new List<string>();
        for (var i = 0; i < 150; i++)
        {
            var glue = random.Next(3) == 0 ? "" : " ";
            texts.Add(string.Join(glue, random.GetItems(Pieces, random.Next(1, 5))));
        }

        var rows = new List<(string Body, string Html)>();
        foreach (var text in texts)
        {
            var row = await SayAsync(tablo, ada, text);
            rows.Insert(0, (row.Body!, row.Shown!.Html));
        }

        for (var round = 0; round < 2; round++) // before the index has any of it, and after
        {
            foreach (var typed in Searches)
            {
                var sought = Sought.From(typed).Pieces;
                var expected = rows.Where(row => SearchedText.Of(row.Html).Has(sought)).Select(row => row.Body).ToList();
                var found = await FindAllAsync(ada, For(typed), tablo);
                Assert.Equal((typed, string.Join('|', expected)), (typed, string.Join('|', found)));
            }

            await IndexAsync(tablo);
        }
    }

    [Fact]
    public async Task A_message_is_found_at_once_and_an_edited_one_by_its_new_text_alone()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var old = await SayAsync(tablo, ada, "An old apple");
        await IndexAsync(tablo);
        await SayAsync(tablo, ada, "A new pear");
        await EditAsync(old, "An old plum");

        Assert.Equal(["A new pear"], await FindAllAsync(ada, For("pear")));
        Assert.Empty(await FindAllAsync(ada, For("apple")));
        Assert.Equal(["An old plum"], await FindAllAsync(ada, For("plum")));
        await IndexAsync(tablo);
        Assert.Equal(["An old plum"], await FindAllAsync(ada, For("plum")));
    }

    [Fact]
    public async Task Of_words_that_met_long_ago_the_first_page_has_the_message()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        await SayAsync(tablo, ada, "frequent ancient together");
        for (var i = 0; i < 2300; i++)
        {
            await Xtablo.PostAsync(tablo, ada, "frequent");
        }

        await IndexAsync(tablo);

        Assert.Equal(["frequent ancient together"], (await FindAsync(ada, For("frequent ancient") with { Author = $"{ada.Id}" })).Hits.Select(hit => hit.Message.Body));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Each_is_found_once_by_its_number_whatever_the_clocks_said(int first)
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        for (var i = 1; i <= 90; i++)
        {
            await SayAsync(tablo, ada, $"hit {i}");
        }

        await using (var db = Xtablo.Get<Database>().Open())
        {
            // Each second one was stored after one that was begun a moment later.
            var messages = await db.MessagesOf(tablo).Where(m => m.Kind == MessageKind.Message).OrderBy(m => m.Number).ToListAsync(Ct);
            foreach (var pair in messages.Skip(first).Chunk(2).Where(pair => pair.Length == 2))
            {
                var earlier = pair[0].Number;
                var at = pair[1].PostedAt.AddSeconds(1);
                await db.MessagesOf(tablo).Where(m => m.Number == earlier).ExecuteUpdateAsync(set => set.SetProperty(m => m.PostedAt, at), Ct);
            }
        }

        await IndexAsync(tablo);
        Assert.Equal(Enumerable.Range(1, 90).Reverse().Select(i => $"hit {i}"), await FindAllAsync(ada, For("hit")));
    }

    [Fact]
    public async Task Filters_narrow_what_is_found()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var bob = await AdmitAsync(tablo, ada);
        await SayAsync(tablo, ada, "one https://h.example");
        await SayAsync(tablo, bob, "two @Ada");
        await SayAsync(tablo, ada, "three");
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(["one https://h.example"], await FindAllAsync(ada, For(null) with { Has = "link" }));
            Assert.Equal(["two @Ada"], await FindAllAsync(ada, For(null) with { Mentions = "me" }));
            Assert.Equal(["two @Ada"], await FindAllAsync(ada, For("two") with { Mentions = "me", Author = $"{bob.Id}" }));
            Assert.Equal(2, (await FindAllAsync(ada, For("") with { Author = $"{ada.Id}" })).Count);
            Assert.Empty(await FindAllAsync(ada, For("three") with { Author = $"{Guid.CreateVersion7()}" }));
            Assert.Empty(await FindAllAsync(ada, For("three") with { Has = "link" }));
            await IndexAsync(tablo);
        }
    }

    [Fact]
    public async Task Of_a_word_of_ten_thousand_letters_and_of_ten_thousand_signs_everything_is_found()
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        var random = new Random(3);
        var word = string.Concat(Enumerable.Range(0, 10_000).Select(_ => (char)random.Next('a', 'z' + 1)));
        var signs = string.Concat(Enumerable.Range(0x4E00, 9_990).Select(sign => (char)sign)) + " the end";
        await SayAsync(tablo, ada, word);
        await SayAsync(tablo, ada, signs);
        await IndexAsync(tablo);

        foreach (var (text, typed) in ((string, string)[])
        [
            (word, word[..30]), (word, word[5_000..5_100]), (word, word[^30..]), (word, word[33..40]), (word, word),
            (signs, signs[..1]), (signs, signs[5_000..5_010]), (signs, signs[9_980..9_990]), (signs, $"\"{signs[9_985..]}\""),
        ])
        {
            Assert.Equal([text], await FindAllAsync(ada, For(typed[..Math.Min(typed.Length, 990)])));
        }
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("%_\\' OR 1=1 --")]
    [InlineData("\uD83C")]
    [InlineData("\"\"\"")]
    [InlineData("* ? [a-z] (")]
    [InlineData("\u0301")]
    [InlineData("\uFFFE")]
    public async Task Odd_input_is_no_error(string typed)
    {
        var (ada, tablo) = await Xtablo.TabloAsync();
        await SayAsync(tablo, ada, "Something");
        await IndexAsync(tablo);

        Assert.Empty((await FindAsync(ada, For(typed + "zz"))).Hits);
        await FindAsync(ada, For(typed));
    }

    public sealed class OnSqlite(OnSqliteFile xtablo) : FindingTests(xtablo), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer xtablo) : FindingTests(xtablo), IClassFixture<OnPostgresServer>;
}

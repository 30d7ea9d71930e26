using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Discussions;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Browser.Tests;

public sealed partial class HostileTextTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const int AtOnce = 240; // rows: a page keeps 300
    private const int AWindow = 50;
    private const int InAMessage = 6;

    private static readonly Lazy<IReadOnlyList<string>> Messages = new(() =>
        [.. HostileTexts.Long, .. HostileTexts.All.Chunk(InAMessage).Select(texts => string.Join("\n", texts))]);

    private static readonly Lazy<IReadOnlyList<string>> Names = new(() => HostileTexts.Names(DisplayName.MaxLength, IsAccepted(DisplayName.From)));
    private static readonly Lazy<IReadOnlyList<string>> Titles = new(() => HostileTexts.Names(TabloName.MaxLength, IsAccepted(TabloName.From)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)] // in two halves, for no test may take a browser two minutes
    public async Task Thousands_of_texts_and_names_are_read_as_they_were_typed_from_the_stream_and_from_the_page(int half)
    {
        Assert.True(HostileTexts.All.Count >= 3000 && Names.Value.Count >= 1000, $"{HostileTexts.All.Count} texts and {Names.Value.Count} names are too few");
        var page = await SignedInAsync();
        var intrusions = Intrusions.On(page);
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        var account = AccountOf(page);
        var typed = Messages.Value.Select((body, i) => (Name: Names.Value[i % Names.Value.Count], Body: body)).Where((_, i) => i % 2 == half).ToList();

        foreach (var batch in typed.Index().Chunk(AtOnce))
        {
            foreach (var (_, (name, body)) in batch)
            {
                await CallAsync(page, name);
                await WriteAsync(Insider.TabloOf(discussion), new Person(account, DisplayName.From(name)), Rendered(body));
            }

            await page.Locator($"#rows > li:last-child[data-number='{batch[^1].Index + 1}']").WaitForAsync();
            Assert.Equal(batch.Select(message => Shown(message.Item)), (await ReadAsync(page)).TakeLast(batch.Length));
            Assert.Empty(await intrusions.SeenAsync());
        }

        Assert.Equal("live", await page.Locator("#log").GetAttributeAsync("data-stream"));
        for (var before = 0; before < typed.Count; before += AWindow)
        {
            await page.GotoAsync($"{discussion}?after={before}");
            Assert.Equal(typed.Skip(before).Take(AWindow).Select(Shown), await ReadAsync(page));
            Assert.Empty(await intrusions.SeenAsync());
        }

        await LiveAsync(page); // long enough for whatever waits for a page to be loaded
        Assert.Empty(await intrusions.SeenAsync());
    }

    // In a transaction of its own: the lane of posts rightly knows no name that was changed behind its back, as here.
    private Task<Posting?> WriteAsync(TabloId tablo, Person author, MessageBody body)
    {
        var (key, id) = (ClientId.New(), MessageId.New());
        return Services.GetRequiredService<IDiscussions>().ChangeAsync(
            tablo, Needs.PostedAs(author.Id, key) + Needs.Message(id), discussion => discussion.Post(author, key, body, id, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task As_the_name_of_a_tablo_they_are_read_as_they_were_typed_wherever_it_stands()
    {
        var page = await SignedInAsync();
        var intrusions = Intrusions.On(page);
        await CreateTabloAsync(page);
        var account = AccountOf(page);
        var titles = Titles.Value.Where((_, i) => i % (Titles.Value.Count / 120) == 0).Take(120).Select(title => TabloName.From(title).Value).ToList();
        var tablos = new List<TabloId>();
        foreach (var title in titles)
        {
            tablos.Add(await Services.DoAsync<CreateTablo, TabloId>(new(new Person(account, DisplayName.From("Ada")), title)));
        }

        await page.GotoAsync("/tablos");
        foreach (var list in (string[])[".tablos", ".cards"])
        {
            var names = await page.EvaluateAsync<string[]>("list => [...document.querySelectorAll(`${list} .name`)].map(name => name.childElementCount === 0 ? name.textContent : name.outerHTML)", list);
            Assert.Equal(titles.Append("Rue Oberkampf 12").Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        }

        foreach (var i in Enumerable.Range(0, 6).Select(i => i * (titles.Count / 6)))
        {
            await page.GotoAsync($"/tablos/{tablos[i]}/discussion");
            Assert.Equal(titles[i], await page.Locator("h1").TextContentAsync());
            Assert.Equal($"Message {titles[i]}", await Composer(page).GetAttributeAsync("placeholder"));
            Assert.Equal(OnOneLine($"{titles[i]} · Xtablo"), await page.TitleAsync());
            Assert.Empty(await intrusions.SeenAsync());
            await page.GotoAsync($"/tablos/{tablos[i]}/settings");
            Assert.Equal(titles[i], await page.Locator("h1 + p bdi").TextContentAsync());
            Assert.Equal(titles[i], await page.Locator("[name=Name]").InputValueAsync());
            Assert.Empty(await intrusions.SeenAsync());
        }
    }

    [Theory]
    [InlineData("<img src=/pwned onerror=alert(1)>", "</textarea></li><div hx-get=/pwned hx-trigger=load>\n\nevent: bye\ndata: {\"reason\":\"removed\"}\n\n<script>window.pwned=1</script>")]
    [InlineData("\"><svg onload=alert(1)> \u05E9\u05DC\u05D5\u05DD", "\n<form id=composer><input name=body></form>\u202E\u2028${alert(1)} {{7*7}} [x](javascript:alert(1)) {0} $&\u0085")]
    public async Task In_whatever_a_person_does_with_them_they_stay_what_was_typed(string name, string text)
    {
        var typed = HostileTexts.AsStored(text);
        var page = await (await BrowserAsync()).NewPageAsync();
        var intrusions = Intrusions.On(page);
        await RegisterAsync(page, name);
        Assert.Equal(name, await page.Locator(".me .name").TextContentAsync());
        await OpenAsync(page, await CreateTabloByFormAsync(page));

        await Composer(page).FillAsync(typed); // a draft
        await page.ReloadAsync();
        await LiveAsync(page);
        Assert.Equal(typed, await Composer(page).InputValueAsync());

        await OnPostAsync(page, route => route.AbortAsync()); // not sent
        Expected.Add("ERR_FAILED");
        Expected.Add("Failed to fetch");
        await Composer(page).PressAsync("Enter");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(1);
        Assert.Equal(typed, await Pending(page).Locator(".body").TextContentAsync());
        Assert.Equal(name, await Pending(page).Locator("bdi").TextContentAsync());
        Assert.Equal(0, await Pending(page).Locator(".body *").CountAsync());
        await page.UnrouteAllAsync();
        await page.ReloadAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        Assert.Equal([Shown((name, typed))], await ReadAsync(page));
        Assert.Empty(await intrusions.SeenAsync());

        await Rows(page).Last.HoverAsync();
        await Button(page, "Edit").ClickAsync();
        var field = await EditFieldAsync(page);
        Assert.Equal(typed, await field.InputValueAsync());
        await field.FillAsync(typed + "!");
        await field.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#rows .edited")).ToHaveCountAsync(1);
        Assert.Equal([Shown((name, typed + "!"))], await ReadAsync(page));

        var permalink = await page.Locator("#rows .who a").EvaluateAsync<string>("link => link.href");
        await page.RouteAsync("**/js/page/app*", route => route.AbortAsync()); // it would lead on to the discussion
        await page.GotoAsync(permalink);
        Assert.Equal(typed + "!", await page.GetByLabel("Message text").InputValueAsync());
        Assert.Equal(Shown((name, typed + "!")).Body, await page.Locator(".rows .body").TextContentAsync());
        Assert.Equal(name, await page.Locator(".rows .who bdi").TextContentAsync());
        Assert.Empty(await intrusions.SeenAsync());
    }

    [Fact]
    public async Task Sent_without_a_session_they_come_along_as_they_were_typed()
    {
        Expected.Add("401");
        var page = await SignedInAsync(options: new() { JavaScriptEnabled = false });
        var intrusions = Intrusions.On(page);
        var discussion = await CreateTabloAsync(page);
        foreach (var text in (string[])["</textarea></form><img src=/pwned onerror=alert(1)>", "\"><div hx-post=/pwned hx-trigger=load>\u202E\n\n</blockquote>${1}"])
        {
            await page.GotoAsync(discussion);
            await Composer(page).FillAsync(text);
            await page.Context.ClearCookiesAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

            Assert.Equal(text, await page.Locator("blockquote").TextContentAsync());
            Assert.Equal(text, await page.Locator("textarea").First.InputValueAsync());
            await SignInAsync(page);
            Assert.Equal(text, await Composer(page).InputValueAsync());
            Assert.Empty(await intrusions.SeenAsync());
        }
    }

    [Fact]
    public async Task Marks_piled_upon_a_letter_cover_no_other_row()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, "The row above", "Z" + string.Concat(Enumerable.Repeat("\u0301\u0316", 100)), "The row below");
        await OpenAsync(page, discussion);

        async Task<byte[][]> LookAsync() => [await LettersAsync(page, Rows(page).First), await LettersAsync(page, Rows(page).Last)];
        var seen = await LookAsync();
        await page.EvaluateAsync("() => { const style = new CSSStyleSheet(); style.replaceSync('.body { overflow: visible !important }'); document.adoptedStyleSheets = [style]; }");
        var covered = await LookAsync();
        await page.EvaluateAsync("() => { document.querySelector('#rows > li:nth-child(2) .body').textContent = 'Z'; }");
        var bare = await LookAsync();

        Assert.Equal(bare, seen);
        Assert.NotEqual(bare[0], covered[0]); // else nothing is piled in this font
        Assert.NotEqual(bare[1], covered[1]);
    }

    [Fact]
    public async Task A_hole_would_be_seen()
    {
        Expected.Add(""); // all of it is planted
        var page = await SignedInAsync();
        var intrusions = Intrusions.On(page);
        await OpenAsync(page, await CreateTabloAsync(page));
        await SayAsync(page, "Fine");
        Assert.Empty(await intrusions.SeenAsync());

        await page.EvaluateAsync("() => { alert(1); }");
        Assert.Contains("dialog 1", await intrusions.SeenAsync());
        await page.EvaluateAsync("() => { document.querySelector('#rows .body').innerHTML = '<b onclick=\"x()\" hx-get=\"/pwned\" hx-trigger=\"load\">x</b>'; htmx.process(document.querySelector('#rows')); }");
        Assert.DoesNotContain(await intrusions.SeenAsync(), seen => seen.StartsWith("request ", StringComparison.Ordinal)); // hx-ignore holds
        await page.RunAndWaitForRequestFinishedAsync(
            () => page.EvaluateAsync("() => { document.querySelector('#rows .who').insertAdjacentHTML('beforeend', '<b hx-get=\"/pwned\" hx-trigger=\"load\">x</b>'); htmx.process(document.querySelector('#rows')); }"),
            new() { Predicate = request => request.Url.EndsWith("/pwned", StringComparison.Ordinal) });
        var seen = await intrusions.SeenAsync();
        Assert.Contains(seen, what => what.StartsWith("request ", StringComparison.Ordinal));
        Assert.Contains(seen, what => what.StartsWith("row <b", StringComparison.Ordinal));
        Assert.Contains(seen, what => what.StartsWith("row B onclick", StringComparison.Ordinal));
        Assert.DoesNotContain("script", seen);
        await page.EvaluateAsync("() => { document.querySelector('#rows .who a').setAttribute('href', 'javascript:alert(1)'); document.querySelector('#rows .who a').id = 'pwned'; }");
        seen = await intrusions.SeenAsync();
        Assert.Contains("script", seen); // the document has given the window that name
        Assert.Contains(seen, what => what.StartsWith("row A href=javascript", StringComparison.Ordinal));
        Assert.Contains(seen, what => what.StartsWith("row A id", StringComparison.Ordinal));
    }

    /// <summary>A picture of a text without the space around it, into which marks may reach.</summary>
    private static async Task<byte[]> LettersAsync(IPage page, ILocator row)
    {
        const int Space = 6;
        var box = (await row.Locator(".body").BoundingBoxAsync())!;
        return await page.ScreenshotAsync(new() { Clip = new() { X = box.X, Y = box.Y + Space, Width = box.Width, Height = box.Height - (2 * Space) } });
    }

    private IMarkup Markup => Services.GetRequiredService<IMarkup>();

    private MessageBody Rendered(string typed)
    {
        var body = MessageBody.From(typed);
        return body with { Shown = Markup.Render(body.Text, [], []) };
    }

    /// <summary>The words of what the server makes of a text: what its marks are, other tests say.</summary>
    private (string Name, string Body) Shown((string Name, string Body) typed) =>
        (typed.Name, WebUtility.HtmlDecode(Tag().Replace(Rendered(typed.Body).Shown!.Html, "")));

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 5000)]
    private static partial Regex Tag();

    private static async Task<IEnumerable<(string Name, string Body)>> ReadAsync(IPage page)
    {
        var texts = await page.EvaluateAsync<string[][]>("() => [...document.querySelectorAll('#rows > li')].map(row => [row.querySelector('.who bdi').textContent, [...row.querySelector('.body').children].map(block => block.tagName === 'PRE' ? block.querySelector('code').textContent : block.textContent).join('')])");
        return texts.Select(row => (row[0], row[1]));
    }

    /// <summary>As browsers show a title or the name of a button.</summary>
    private static string OnOneLine(string text) => string.Join(' ', text.Split([' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private static Func<string, bool> IsAccepted<T>(Func<string, T> from) => text =>
    {
        try
        {
            from(text);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    };
}

using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Browser.Tests;

/// <summary>What people type in a day, as a browser shows it: each element and each word.</summary>
public sealed partial class EverydayMessagesTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const int OnOnePage = 45;

    [Fact]
    public async Task Each_is_shown_word_by_word()
    {
        var page = await SignedInAsync(EverydayMessages.Names[0], new() { JavaScriptEnabled = false });
        var others = new List<Visitor>();
        foreach (var name in EverydayMessages.Names[1..])
        {
            others.Add(await RegisteredAsync(name));
        }

        foreach (var messages in EverydayMessages.OfADay.Concat(EverydayMessages.More).Select(row => row.Data).Chunk(OnOnePage))
        {
            var discussion = await CreateTabloAsync(page);
            foreach (var (_, other) in EverydayMessages.Names[1..].Zip(others).Where(each => messages.Any(message => message.Item1.Contains($"@{each.First}", StringComparison.OrdinalIgnoreCase))))
            {
                await AdmitAsync(page, discussion, other); // those who are called: who calls more than ten is asked
            }

            await SaidBeforeAsync(page, discussion, messages.Select(message => message.Item1));
            await page.GotoAsync(discussion);
            var shown = await page.Locator("#rows .body").EvaluateAllAsync<string[][]>(
                "bodies => bodies.map(body => [body.innerText, [...body.querySelectorAll('*')].map(each => each.localName).join(' ')])");

            Assert.Equal(messages.Select(message => WordsOf(message.Item2)), shown.Select(body => Words(body[0])));
            Assert.Equal(messages.Select(message => ElementsOf(message.Item2)), shown.Select(body => body[1]));
        }
    }

    private static string WordsOf(string html) => Words(WebUtility.HtmlDecode(Tag().Replace(Block().Replace(html, " "), "")));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string ElementsOf(string html) => string.Join(' ', Tag().Matches(html).Select(tag => tag.Groups["name"].Value).Where(name => name.Length > 0));

    [GeneratedRegex("</?(p|br|pre|blockquote|ul|ol|li)( [^>]*)?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("<(/|(?<name>[a-z]+))[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();
}

using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Common;

/// <summary>What a browser has to load, compressed, in bytes.</summary>
public sealed partial class WeightTests(SqliteApp app)
{
    private const int First = 60_000;
    private const int Ever = 160_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_discussion_loads_at_first_is_light()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var (length, page) = await LoadAsync(ada, discussion);
        var loaded = new Dictionary<string, int>(StringComparer.Ordinal) { [discussion] = length };
        await LoadAllAsync(ada, new Uri($"http://x{discussion}"), Named().Matches(page), loaded);

        Assert.Contains(loaded.Keys, each => each.EndsWith("/js/page/app.js", StringComparison.Ordinal));
        Assert.True(loaded.Values.Sum() < First, Table(loaded));
    }

    [Fact]
    public async Task All_that_it_can_ever_load_is_light()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var (length, page) = await LoadAsync(ada, discussion);
        var assets = Named().Match(page).Groups["path"].Value[..("/assets/".Length + 12)];
        var root = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var loaded = new Dictionary<string, int>(StringComparer.Ordinal) { [discussion] = length };
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".br", StringComparison.Ordinal) && !file.EndsWith(".gz", StringComparison.Ordinal)))
        {
            var path = Path.GetRelativePath(root, file);
            if (path is not "emoji/fr.txt") // or the English one
            {
                loaded[path] = (await LoadAsync(ada, $"{assets}/{path}")).Length;
            }
        }

        Assert.True(loaded.Count > 40 && loaded.Values.Sum() < Ever, Table(loaded));
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", "")]
    public async Task A_file_comes_as_the_browser_can_read_it(string accepted, string encoding)
    {
        var ada = await app.SignedInAsync();
        var styles = Named().Matches(await ada.ReadAsync("/tablos")).Select(each => each.Groups["path"].Value).Single(each => each.EndsWith(".css", StringComparison.Ordinal));
        using var answer = await AskAsync(ada, styles, accepted);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(encoding, string.Join(", ", answer.Content.Headers.ContentEncoding));
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        var text = await TextOfAsync(answer, await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Contains("{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/*", text, StringComparison.Ordinal);
    }

    /// <summary>With what each of them imports.</summary>
    private static async Task LoadAllAsync(Visitor visitor, Uri from, MatchCollection named, Dictionary<string, int> loaded)
    {
        foreach (var path in named.Select(each => new Uri(from, each.Groups["path"].Value).AbsolutePath))
        {
            if (loaded.TryAdd(path, 0))
            {
                var (length, text) = await LoadAsync(visitor, path);
                loaded[path] = length;
                await LoadAllAsync(visitor, new Uri(from, path), Imported().Matches(path.EndsWith(".js", StringComparison.Ordinal) ? text : ""), loaded);
            }
        }
    }

    private static async Task<(int Length, string Text)> LoadAsync(Visitor visitor, string path)
    {
        using var answer = await AskAsync(visitor, path, "gzip, br");
        Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
        return (bytes.Length, await TextOfAsync(answer, bytes));
    }

    private static async Task<HttpResponseMessage> AskAsync(Visitor visitor, string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd(accepted);
        return await visitor.Http.SendAsync(request, Ct);
    }

    private static async Task<string> TextOfAsync(HttpResponseMessage answer, byte[] bytes)
    {
        Stream stream = new MemoryStream(bytes);
        await using var read = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "gzip" => new GZipStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
        using var reader = new StreamReader(read, Encoding.UTF8);
        return await reader.ReadToEndAsync(Ct);
    }

    private static string Table(Dictionary<string, int> loaded) =>
        $"{loaded.Values.Sum()} bytes\n{string.Join('\n', loaded.OrderByDescending(each => each.Value).Select(each => $"{each.Value,7} {each.Key}"))}";

    [GeneratedRegex("(src|href)=\"(?<path>/assets/[0-9a-f]{12}/[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex("(^|;)import\\b[^;\"(]*\"(?<path>\\.[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Imported();
}

using System.Net;
using System.Text.Json;

namespace Xtablo.Web.Tests.Offline;

public sealed class InstallingTests(SqliteApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_manifest_is_for_everyone_and_names_icons_that_are_there()
    {
        var stranger = app.Visitor();
        using var answer = await stranger.GetAsync("/manifest.webmanifest");
        Assert.Equal("application/manifest+json", answer.Content.Headers.ContentType?.MediaType);
        using var manifest = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        string Value(string name) => manifest.RootElement.GetProperty(name).GetString()!;
        Assert.Equal(("Xtablo", "/", "/", "standalone"), (Value("name"), Value("start_url"), Value("scope"), Value("display")));
        var icons = manifest.RootElement.GetProperty("icons").EnumerateArray().ToList();
        Assert.Equal(["192x192 any", "512x512 any", "512x512 maskable", "any any"], icons.Select(icon => $"{icon.GetProperty("sizes").GetString()} {icon.GetProperty("purpose").GetString()}"));
        foreach (var icon in icons)
        {
            using var picture = await stranger.GetAsync(icon.GetProperty("src").GetString()!);
            Assert.Equal((HttpStatusCode.OK, icon.GetProperty("type").GetString()), (picture.StatusCode, picture.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task The_worker_is_asked_for_anew_each_time()
    {
        using var answer = await app.Visitor().GetAsync("/sw.js");

        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal((true, false, null), (answer.Headers.CacheControl?.NoCache, answer.Headers.CacheControl?.NoStore, answer.Headers.CacheControl?.MaxAge));
    }

    [Theory]
    [InlineData("/assets/0123456789ab/js/page/app.js")]
    [InlineData("/assets/0123456789ab/css/tokens.css")]
    [InlineData("/assets/none")]
    public async Task An_asset_of_a_build_that_is_gone_is_nothing_and_no_page(string path)
    {
        using var answer = await app.Visitor().GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
        Assert.Contains("no-store", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("system", "#fbfaf7", "#16181b")]
    [InlineData("dark", "#16181b", "#16181b")]
    [InlineData("light", "#fbfaf7", "#fbfaf7")]
    public async Task The_device_paints_around_a_page_what_its_theme_is(string theme, string inTheLight, string inTheDark)
    {
        var ada = await app.SignedInAsync();
        (await ada.PostAsync("/account", new() { ["Name"] = "Ada", ["Theme"] = theme })).Dispose();
        var page = await ada.ReadAsync("/tablos");

        Assert.Contains($"""<meta name="theme-color" media="(prefers-color-scheme: light)" content="{inTheLight}" """, page, StringComparison.Ordinal);
        Assert.Contains($"""<meta name="theme-color" media="(prefers-color-scheme: dark)" content="{inTheDark}" """, page, StringComparison.Ordinal);
    }
}

using Xtablo.Web.Shared;

namespace Xtablo.Web.Tests.Tablos;

/// <summary>What may grow without end is shown a page at a time.</summary>
public sealed class LongListTests(SqliteApp app)
{
    private const int Size = ListPage.Size;

    [Fact]
    public async Task A_list_of_tablos_has_pages_and_no_tablo_is_missing()
    {
        var ada = await app.SignedInAsync();
        for (var i = 0; i < Size + 2; i++)
        {
            await ada.CreateTabloAsync($"Site {i:000}");
        }

        var (first, second) = (await ada.ReadAsync("/tablos"), await ada.ReadAsync("/tablos?page=2"));

        Assert.Equal(Size, Shown(first, "cards"));
        Assert.Equal(2, Shown(second, "cards"));
        Assert.Contains("href=\"?page=2\"", first, StringComparison.Ordinal);
        Assert.Contains("href=\"?page=1\"", second, StringComparison.Ordinal);
        Assert.Contains("Site 201", second, StringComparison.Ordinal);
        Assert.Contains("Site 201", await ada.ReadAsync("/tablos?page=99"), StringComparison.Ordinal); // the nearest there is
        using var account = await ada.GetAsync("/account");
        Assert.Equal(Size, Shown(await account.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "tablos"));
    }

    private static int Shown(string page, string list) =>
        page[page.IndexOf($"<ul class=\"{list}\"", StringComparison.Ordinal)..].Split("</ul>")[0].Split("<li data-tablo=").Length - 1;
}

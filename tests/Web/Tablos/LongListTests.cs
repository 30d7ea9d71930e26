using Xtablo.Application.Members;
using Xtablo.Domain.Tablos;
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
        Assert.Contains("Site 000", second, StringComparison.Ordinal); // in which something happened first
        Assert.Contains("Site 000", await ada.ReadAsync("/tablos?page=99"), StringComparison.Ordinal); // the nearest there is
        using var account = await ada.GetAsync("/account");
        Assert.Equal(Size, Shown(await account.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "tablos"));
    }

    [Fact]
    public async Task A_list_of_members_has_pages_and_no_member_is_missing()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var secret = (await ada.InviteAsync(discussion)).Split('/')[^1];
        for (var i = 1; i < Size + 2; i++)
        {
            var other = await Insider.NewAsync(app.Services, $"Neighbour {i:000}", Visitor.NewEmail(), Visitor.Password);
            await app.Services.DoAsync<JoinTablo, TabloId>(new(other.Self, secret));
        }

        var members = Visitor.MembersOf(discussion);
        var (first, second) = (await ada.ReadAsync(members), await ada.ReadAsync($"{members}?page=2"));

        Assert.Equal((Size, 2), (Shown(first, "items", "<span class=\"face "), Shown(second, "items", "<span class=\"face ")));
        Assert.Contains(">Neighbour 201</bdi>", second, StringComparison.Ordinal);
    }

    private static int Shown(string page, string list, string item = "<li data-tablo=") =>
        page[page.IndexOf($"<ul class=\"{list}\"", StringComparison.Ordinal)..].Split("</ul>")[0].Split(item).Length - 1;
}

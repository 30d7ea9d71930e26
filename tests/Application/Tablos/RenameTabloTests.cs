using Moq;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Tablos;

/// <summary>That only the owner may, and that the name is then the new one, is tested with a database: nobody else can make a participant.</summary>
public class RenameTabloTests
{
    private readonly Mock<ITablos> _tablos = new();
    private readonly TabloId _garden = TabloId.New();
    private readonly AccountId _ada = AccountId.New();
    private readonly List<string> _changed = [];

    public RenameTabloTests() => _tablos
        .Setup(tablos => tablos.ChangeAsync(_garden, _ada, It.IsAny<Action<Tablo, Participant>>(), It.IsAny<CancellationToken>()))
        .Callback(() => _changed.Add("Garden"))
        .ReturnsAsync(true);

    [Fact]
    public async Task A_tablo_of_this_account_is_renamed() => Assert.True(await HandleAsync(_garden, _ada, "Orchard"));

    [Fact]
    public async Task There_is_no_tablo_for_another_account() => Assert.False(await HandleAsync(_garden, AccountId.New(), "Orchard"));

    [Fact]
    public async Task There_is_no_other_tablo() => Assert.False(await HandleAsync(TabloId.New(), _ada, "Orchard"));

    [Theory]
    [InlineData(null, "tablo-name.empty")]
    [InlineData("Gar\nden", "tablo-name.unusable-character")]
    public async Task A_wrong_name_is_refused(string? name, string code)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_garden, _ada, name));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task A_wrong_name_changes_nothing()
    {
        await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_garden, _ada, ""));

        Assert.Empty(_changed);
    }

    private Task<bool> HandleAsync(TabloId tablo, AccountId by, string? name) =>
        new RenameTabloHandler(_tablos.Object).HandleAsync(new RenameTablo(tablo, by, name), TestContext.Current.CancellationToken);
}

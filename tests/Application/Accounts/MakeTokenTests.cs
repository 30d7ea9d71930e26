using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Accounts;

public sealed class MakeTokenTests
{
    private readonly AccountId _ada = AccountId.New();
    private readonly TabloId _tablo = TabloId.New();
    private readonly Mock<ITokens> _tokens = new();
    private readonly Mock<ITabloReader> _tablos = new();
    private readonly List<NewToken> _kept = [];

    public MakeTokenTests()
    {
        _tokens.Setup(tokens => tokens.AddAsync(It.IsAny<NewToken>(), It.IsAny<CancellationToken>()))
            .Callback((NewToken token, CancellationToken _) => _kept.Add(token)).Returns(Task.CompletedTask);
        _tablos.Setup(tablos => tablos.ListAsync(_ada, It.IsAny<CancellationToken>()))
            .ReturnsAsync([new TabloView(_tablo, "Kitchen", Role.Member, Archived: false, Unread: 0, Mentions: 0, ReadMark: 0, ReadSequence: 0, Generation: 0, new Cursor(Epoch.New(), 0))]);
    }

    [Fact]
    public async Task What_is_kept_is_the_hash_of_what_is_shown_once()
    {
        var made = await MakeAsync();
        var kept = Assert.Single(_kept);

        Assert.Matches("^xt_[A-Za-z0-9_-]{22}$", made.Text);
        Assert.Equal(TokenText.TryParse(made.Text)!.Hash(), kept.Hash);
        Assert.Equal((made.Id, _ada), (kept.Id, kept.Account));
        Assert.DoesNotContain("xt_", $"{made}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 90)]
    [InlineData(" ", 90)]
    [InlineData("1", 1)]
    [InlineData("365", 365)]
    public async Task It_expires_after_as_many_days_as_were_said(string? typed, int days)
    {
        await MakeAsync(days: typed);

        Assert.Equal(Moment.Clock().Now().AddDays(days), Assert.Single(_kept).ExpiresAt);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("366")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("1.5")]
    public Task Another_number_of_days_is_refused(string typed) => IsRefusedAsync("token.days", "ExpiresInDays", () => MakeAsync(days: typed));

    [Fact]
    public async Task It_opens_the_tablos_that_were_chosen_or_all()
    {
        await MakeAsync(tablos: [_tablo]);
        await MakeAsync(tablos: null);

        Assert.Equal([_tablo], _kept[0].Terms.Tablos!);
        Assert.Null(_kept[1].Terms.Tablos);
    }

    [Fact]
    public Task None_chosen_is_refused() => IsRefusedAsync("token.no-tablo", "Tablos", () => MakeAsync(tablos: []));

    [Fact]
    public Task A_tablo_of_others_is_refused() => IsRefusedAsync("token.tablo-unknown", "Tablos", () => MakeAsync(tablos: [_tablo, TabloId.New()]));

    [Fact]
    public Task A_label_that_is_too_long_is_refused() => IsRefusedAsync("token-label.too-long", "Label", () => MakeAsync(label: new string('x', 61)));

    private async Task IsRefusedAsync(string code, string field, Func<Task> make)
    {
        var broken = await Assert.ThrowsAsync<RefusedException>(make);

        Assert.Equal((code, field), (broken.Code, broken.Field));
        Assert.Empty(_kept);
    }

    private Task<MadeToken> MakeAsync(string? label = "A bot", string? days = null, IReadOnlyCollection<TabloId>? tablos = null) =>
        new MakeTokenHandler(_tokens.Object, _tablos.Object, Moment.Clock())
            .HandleAsync(new MakeToken(_ada, label, days, tablos), TestContext.Current.CancellationToken);
}

using Moq;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Tablos;

public class CreateTabloTests
{
    private readonly Mock<IDiscussions> _discussions = new();
    private readonly Mock<ITabloReader> _tablos = new();
    private readonly Mock<IRealtimeBroadcaster> _broadcaster = new();
    private readonly List<Discussion> _added = [];
    private readonly AccountId _owner = AccountId.New();

    public CreateTabloTests() => _discussions
        .Setup(discussions => discussions.AddAsync(It.IsAny<Discussion>(), It.IsAny<CancellationToken>()))
        .Callback((Discussion discussion, CancellationToken _) => _added.Add(discussion))
        .Returns(Task.CompletedTask);

    [Fact]
    public async Task It_has_the_name_that_was_given()
    {
        await HandleAsync(" Garden ");

        Assert.Equal("Garden", Assert.Single(_added).Name.Value);
    }

    [Fact]
    public async Task It_was_made_at_the_time_of_the_clock()
    {
        await HandleAsync("Garden");

        Assert.Equal(Moment.Kept, Assert.Single(_added).CreatedAt);
    }

    [Fact]
    public async Task The_answer_is_its_id()
    {
        var id = await HandleAsync("Garden");

        Assert.Equal(Assert.Single(_added).TabloId, id);
    }

    [Fact]
    public async Task Who_made_it_owns_its_discussion()
    {
        await HandleAsync("Garden");
        var discussion = Assert.Single(_added);

        discussion.Archive(new Person(_owner, DisplayName.From("Ada")), MessageId.New(), Moment.Kept);

        Assert.NotNull(discussion.ArchivedAt);
    }

    [Fact]
    public async Task The_open_pages_of_its_owner_hear_of_it()
    {
        await HandleAsync("Garden");

        _broadcaster.Verify(broadcaster => broadcaster.WakeStreamsOfAsync(_owner, CancellationToken.None), Times.Once);
    }

    [Theory]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public async Task Nobody_owns_more_than_five_hundred(int owned, bool mayMake)
    {
        _tablos.Setup(tablos => tablos.CountOwnedAsync(_owner, It.IsAny<CancellationToken>())).ReturnsAsync(owned);
        var refused = await Record.ExceptionAsync(() => HandleAsync("Garden"));

        Assert.Equal(mayMake ? null : "tablo.too-many", (refused as RefusedException)?.Code);
        Assert.Equal(mayMake, _added.Count == 1);
    }

    [Fact]
    public async Task Each_is_another_tablo() => Assert.NotEqual(await HandleAsync("Garden"), await HandleAsync("Garden"));

    [Theory]
    [InlineData(null, "tablo-name.empty")]
    [InlineData("  ", "tablo-name.empty")]
    [InlineData("Gar\nden", "tablo-name.unusable-character")]
    public async Task A_wrong_name_is_refused(string? name, string code)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(name));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task A_wrong_name_leaves_no_tablo()
    {
        await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(""));

        Assert.Empty(_added);
    }

    private Task<TabloId> HandleAsync(string? name) =>
        new CreateTabloHandler(_discussions.Object, _tablos.Object, _broadcaster.Object, Moment.Clock())
            .HandleAsync(new CreateTablo(_owner, name), TestContext.Current.CancellationToken);
}

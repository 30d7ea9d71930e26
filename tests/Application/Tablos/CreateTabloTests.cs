using Moq;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Tablos;

public class CreateTabloTests
{
    private readonly Mock<ITablos> _tablos = new();
    private readonly List<(Tablo Tablo, Discussion Discussion)> _added = [];
    private readonly AccountId _owner = AccountId.New();

    public CreateTabloTests() => _tablos
        .Setup(tablos => tablos.AddAsync(It.IsAny<Tablo>(), It.IsAny<Discussion>(), It.IsAny<CancellationToken>()))
        .Callback((Tablo tablo, Discussion discussion, CancellationToken _) => _added.Add((tablo, discussion)))
        .Returns(Task.CompletedTask);

    [Fact]
    public async Task It_has_the_name_that_was_given()
    {
        await HandleAsync(" Garden ");

        Assert.Equal("Garden", Assert.Single(_added).Tablo.Name.Value);
    }

    [Fact]
    public async Task It_was_made_at_the_time_of_the_clock()
    {
        await HandleAsync("Garden");

        Assert.Equal(Moment.Kept, Assert.Single(_added).Tablo.CreatedAt);
    }

    [Fact]
    public async Task The_answer_is_its_id()
    {
        var id = await HandleAsync("Garden");

        Assert.Equal(Assert.Single(_added).Tablo.Id, id);
    }

    [Fact]
    public async Task It_comes_with_its_discussion()
    {
        var id = await HandleAsync("Garden");

        Assert.Equal(id, Assert.Single(_added).Discussion.TabloId);
    }

    [Fact]
    public async Task Who_made_it_owns_its_discussion()
    {
        await HandleAsync("Garden");
        var discussion = Assert.Single(_added).Discussion;

        discussion.Archive(_owner, Moment.Kept);

        Assert.NotNull(discussion.ArchivedAt);
    }

    [Fact]
    public async Task It_tells_who_made_it()
    {
        var id = await HandleAsync("Garden");

        Assert.Equal([new TabloCreated(id, _owner, Moment.Kept)], Assert.Single(_added).Tablo.TakeEvents());
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
        new CreateTabloHandler(_tablos.Object, Moment.Clock()).HandleAsync(new CreateTablo(_owner, name), TestContext.Current.CancellationToken);
}

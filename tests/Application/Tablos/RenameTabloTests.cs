using Xtablo.Application.Tablos;
using Xtablo.Application.Tests.Common;
using Xtablo.Application.Tests.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Tablos;

public class RenameTabloTests
{
    private readonly Person _owner = new(AccountId.New(), DisplayName.From("Ada"));
    private readonly Discussion _discussion;

    public RenameTabloTests() => _discussion = Discussion.Open(TabloId.New(), TabloName.From("Garden"), _owner, Moment.Kept);

    [Fact]
    public async Task A_tablo_is_renamed_at_the_time_of_the_clock()
    {
        Assert.True(await HandleAsync(_discussion.TabloId, _owner, "Orchard"));

        Assert.Equal("Orchard", _discussion.Name.Value);
        var told = Assert.IsType<TabloRenamed>(Assert.Single(_discussion.TakeEvents()));
        Assert.Equal((Moment.Kept, Moment.Kept), (told.Entry.At, told.Row.PostedAt));
    }

    [Fact]
    public async Task There_is_no_tablo_for_another_account()
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(
            () => HandleAsync(_discussion.TabloId, new Person(AccountId.New(), _owner.Name), "Orchard"));

        Assert.Equal("discussion.not-a-member", refusal.Code);
    }

    [Fact]
    public async Task There_is_no_other_tablo() => Assert.False(await HandleAsync(TabloId.New(), _owner, "Orchard"));

    [Theory]
    [InlineData(null, "tablo-name.empty")]
    [InlineData("Gar\nden", "tablo-name.unusable-character")]
    public async Task A_wrong_name_is_refused(string? name, string code)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_discussion.TabloId, _owner, name));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task A_wrong_name_changes_nothing()
    {
        await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_discussion.TabloId, _owner, ""));

        Assert.Equal("Garden", _discussion.Name.Value);
    }

    private Task<bool> HandleAsync(TabloId tablo, Person by, string? name) => new RenameTabloHandler(new OneDiscussion(_discussion), Moment.Clock())
        .HandleAsync(new RenameTablo(tablo, by, name), TestContext.Current.CancellationToken);
}

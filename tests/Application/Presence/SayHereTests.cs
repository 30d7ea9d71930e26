using Moq;
using Xtablo.Application.Discussions;
using Xtablo.Application.Presence;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Presence;

public class SayHereTests
{
    private readonly SayHere _command = new(TabloId.New(), new Person(AccountId.New(), DisplayName.From("Ada")), IsHidden: false, On: true);
    private readonly Mock<IDiscussionReader> _discussions = new();
    private readonly Mock<IPresence> _presence = new();
    private bool _isTold;

    public SayHereTests()
    {
        _discussions.Setup(reader => reader.TakesPartAsync(_command.TabloId, _command.Member.Id, It.IsAny<CancellationToken>())).ReturnsAsync(true);
        _presence.Setup(presence => presence.SayHereAsync(_command.TabloId, _command.Member, true, CancellationToken.None))
            .Callback(() => _isTold = true).Returns(Task.CompletedTask);
    }

    [Fact]
    public async Task A_member_is_told_of()
    {
        Assert.True(await HandleAsync(_command));
        Assert.True(_isTold);
    }

    [Fact]
    public async Task Of_who_is_no_member_nothing_is_told_and_there_is_no_such_tablo()
    {
        Assert.False(await HandleAsync(_command with { TabloId = TabloId.New() }));
        Assert.False(_isTold);
    }

    [Fact]
    public async Task Of_who_hides_nothing_is_told_and_they_see_no_difference()
    {
        Assert.True(await HandleAsync(_command with { IsHidden = true }));
        Assert.False(_isTold);
    }

    private Task<bool> HandleAsync(SayHere command) =>
        new SayHereHandler(_discussions.Object, _presence.Object).HandleAsync(command, TestContext.Current.CancellationToken);
}

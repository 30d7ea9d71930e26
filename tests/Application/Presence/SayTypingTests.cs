using Moq;
using Xtablo.Application.Discussions;
using Xtablo.Application.Presence;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Presence;

public class SayTypingTests
{
    private readonly SayTyping _command = new(TabloId.New(), new Person(AccountId.New(), DisplayName.From("Ada")), IsHidden: false, On: true);
    private readonly Mock<IPresence> _presence = new();
    private Membership? _membership = new(Role.Member, 0, new Cursor(Epoch.New(), 0));
    private bool _isTold;

    public SayTypingTests() => _presence
        .Setup(presence => presence.SayTypingAsync(_command.TabloId, _command.Member, true, CancellationToken.None))
        .Callback(() => _isTold = true)
        .Returns(Task.CompletedTask);

    [Fact]
    public async Task A_member_who_writes_is_told_of()
    {
        Assert.True(await HandleAsync(_command));
        Assert.True(_isTold);
    }

    [Fact]
    public async Task In_an_archived_tablo_nobody_writes()
    {
        _membership = _membership! with { IsArchived = true };

        Assert.True(await HandleAsync(_command));
        Assert.False(_isTold);
    }

    [Fact]
    public async Task Of_who_is_no_member_nothing_is_told_and_there_is_no_such_tablo()
    {
        _membership = null;

        Assert.False(await HandleAsync(_command));
        Assert.False(_isTold);
    }

    [Fact]
    public async Task Of_who_hides_nothing_is_told_and_they_see_no_difference()
    {
        Assert.True(await HandleAsync(_command with { IsHidden = true }));
        Assert.False(_isTold);
    }

    private Task<bool> HandleAsync(SayTyping command)
    {
        var discussions = new Mock<IDiscussionReader>();
        discussions.Setup(reader => reader.MembershipAsync(_command.TabloId, _command.Member.Id, It.IsAny<CancellationToken>())).ReturnsAsync(_membership);
        return new SayTypingHandler(discussions.Object, _presence.Object).HandleAsync(command, TestContext.Current.CancellationToken);
    }
}

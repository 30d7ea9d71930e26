using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Tests.Accounts;

public sealed class RevokeTokenTests
{
    private readonly RevokeToken _command = new(AccountId.New(), TokenId.New());
    private readonly Mock<ITokens> _tokens = new();
    private readonly Mock<IRealtimeBroadcaster> _broadcaster = new();
    private readonly List<string> _over = [];

    public RevokeTokenTests()
    {
        _tokens.Setup(tokens => tokens.RevokeAsync(_command.Account, _command.Token)).Callback(() => _over.Add("token")).ReturnsAsync(true);
        _broadcaster.Setup(broadcaster => broadcaster.EndStreamsOfAsync(
                It.Is<IReadOnlyCollection<AccessId>>(ended => ended.Single() == _command.Token.AsAccess()),
                It.Is<CancellationToken>(ct => !ct.IsCancellationRequested)))
            .Callback(() => _over.Add("streams")).Returns(Task.CompletedTask);
    }

    [Fact]
    public async Task The_token_ends_and_then_its_streams_whoever_hangs_up()
    {
        Assert.True(await HandleAsync(_command, new CancellationToken(canceled: true)));

        Assert.Equal(["token", "streams"], _over);
    }

    [Fact]
    public async Task A_token_of_another_account_is_not_found_and_its_streams_go_on()
    {
        Assert.False(await HandleAsync(_command with { Account = AccountId.New() }, TestContext.Current.CancellationToken));

        Assert.Empty(_over);
    }

    private Task<bool> HandleAsync(RevokeToken command, CancellationToken ct) =>
        new RevokeTokenHandler(_tokens.Object, _broadcaster.Object).HandleAsync(command, ct);
}

using Xtablo.Application.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class SignInWithPasskeyTests
{
    private readonly PasskeyDesk _desk = new();

    [Fact]
    public async Task The_answer_of_the_device_starts_a_session_on_it_and_is_noted()
    {
        var signedIn = await HandleAsync(_desk.Right);

        Assert.Equal((_desk.Desk.Session, "ada@example.org"), (signedIn.Session, signedIn.Email?.Value));
        Assert.Equal([(_desk.Ada, "a browser")], _desk.Desk.Started);
        Assert.Equal([_desk.Passkey], _desk.Used);
    }

    [Fact]
    public async Task Another_answer_starts_none()
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_desk.Wrong));

        Assert.Equal("passkey.unknown", refusal.Code);
        Assert.Empty(_desk.Desk.Started);
    }

    [Fact]
    public async Task A_disabled_account_looks_like_one_that_is_unknown()
    {
        _desk.IsDisabled = true;

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_desk.Right));

        Assert.Equal(("passkey.unknown", null), (refusal.Code, refusal.Field));
        Assert.Empty(_desk.Used);
    }

    [Fact]
    public void The_command_never_prints_the_answer() =>
        Assert.DoesNotContain("sealed", $"{new SignInWithPasskey(_desk.Right, "a browser")}", StringComparison.Ordinal);

    private Task<SignedInByPasskey> HandleAsync(PasskeyAnswer answer) =>
        new SignInWithPasskeyHandler(
                _desk.Ceremony.Object, _desk.Passkeys.Object, _desk.Desk.Accounts.Object, _desk.Desk.Sessions.Object)
            .HandleAsync(new SignInWithPasskey(answer, "a browser"), TestContext.Current.CancellationToken);
}

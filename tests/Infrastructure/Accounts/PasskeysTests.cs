using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Tests.Accounts;

public abstract class PasskeysTests(TestServices services)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_added_is_listed_with_its_last_use_until_it_is_removed()
    {
        var (ada, _) = await services.AccountAsync();
        var passkey = PasskeyOf(ada);
        await DoAsync(passkeys => passkeys.AddAsync(ada.Id, passkey, Ct));
        var added = new PasskeyView(passkey.Key, "My phone", DateTimeOffset.UnixEpoch, UsedAt: null);
        Assert.Equal(added, Assert.Single(await ListAsync(ada)));

        await DoAsync(passkeys => passkeys.NoteUseAsync(ada.Id, passkey with { SignCount = 8 }, Ct));
        Assert.NotNull(Assert.Single(await ListAsync(ada)).UsedAt);

        Assert.True(await RemoveAsync(ada, passkey));
        Assert.Empty(await ListAsync(ada));
    }

    [Fact]
    public async Task Nobody_removes_that_of_another()
    {
        var (ada, _) = await services.AccountAsync();
        var (bob, _) = await services.AccountAsync();
        var passkey = PasskeyOf(ada);
        await DoAsync(passkeys => passkeys.AddAsync(ada.Id, passkey, Ct));

        Assert.False(await RemoveAsync(bob, passkey));
        Assert.Single(await ListAsync(ada));
    }

    private static Passkey PasskeyOf(Account account) =>
        new(account.Id.Value.ToByteArray(), [2], "My phone", DateTimeOffset.UnixEpoch, 7, ["internal"], true, true, [3], [4]);

    private async Task<IReadOnlyList<PasskeyView>> ListAsync(Account account)
    {
        await using var scope = services.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IPasskeys>().ListAsync(account.Id, Ct);
    }

    private async Task<bool> RemoveAsync(Account account, Passkey passkey)
    {
        await using var scope = services.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IPasskeys>().RemoveAsync(account.Id, passkey.Key, Ct);
    }

    private async Task DoAsync(Func<IPasskeys, Task> act)
    {
        await using var scope = services.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<IPasskeys>());
    }

    public sealed class OnSqlite(OnSqliteFile services) : PasskeysTests(services), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer services) : PasskeysTests(services), IClassFixture<OnPostgresServer>;
}

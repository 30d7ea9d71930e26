using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Tests.Accounts;

public abstract class SecondFactorsTests(TestServices services)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_uses_of_what_was_read_at_the_same_time_one_is_stored()
    {
        var (account, _) = await services.AccountAsync();
        await using var scope = services.Services.CreateAsyncScope();
        var factors = scope.ServiceProvider.GetRequiredService<ISecondFactors>();
        var key = AuthenticatorKey.New();
        await factors.TurnOnAsync(account.Id, SecondFactor.FromStored(key, 1, ["00"]), Ct);
        var read = (await factors.FindAsync(account.Id, Ct))!;
        var used = SecondFactor.FromStored(key, 2, ["00"]);

        Assert.True(await factors.TryReplaceAsync(account.Id, read, used));
        Assert.False(await factors.TryReplaceAsync(account.Id, read, used));
        Assert.Equal(2, (await factors.FindAsync(account.Id, Ct))!.LastStep);
    }

    [Fact]
    public async Task Another_password_is_another_stamp_so_that_no_first_step_outlives_it()
    {
        var (account, _) = await services.AccountAsync();
        await using var scope = services.Services.CreateAsyncScope();
        var factors = scope.ServiceProvider.GetRequiredService<ISecondFactors>();
        var stamp = await factors.StampAsync(account.Id, Ct);
        Assert.Equal(stamp, await factors.StampAsync(account.Id, Ct));

        await scope.ServiceProvider.GetRequiredService<IAccounts>().SetPasswordAsync(account.Id, Password.From("another horse"), Ct);

        Assert.NotEqual(stamp, await factors.StampAsync(account.Id, Ct));
    }

    public sealed class OnSqlite(OnSqliteFile services) : SecondFactorsTests(services), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer services) : SecondFactorsTests(services), IClassFixture<OnPostgresServer>;
}

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

    [Fact]
    public async Task Wrong_codes_in_a_row_have_the_next_wait_longer_and_a_right_one_forgives_them()
    {
        var (account, _) = await services.AccountAsync();
        await using var scope = services.Services.CreateAsyncScope();
        var factors = scope.ServiceProvider.GetRequiredService<ISecondFactors>();
        await factors.TurnOnAsync(account.Id, SecondFactor.FromStored(AuthenticatorKey.New(), 1, ["00"]), Ct);
        for (var i = 1; i <= 4; i++)
        {
            Assert.Equal(i, await factors.NoteWrongAsync(account.Id));
            Assert.Null(await factors.WaitAsync(account.Id, Ct));
        }

        await factors.NoteWrongAsync(account.Id);
        var first = await factors.WaitAsync(account.Id, Ct);
        await factors.NoteWrongAsync(account.Id);
        var second = await factors.WaitAsync(account.Id, Ct);
        Assert.True(first > TimeSpan.Zero && second > first, $"{first}, then {second}");
        var told = (await services.Get<IAccountNotices>().ListAsync(account.Id, Ct)).Select(notice => notice.Kind);
        Assert.Equal([AccountNoticeKind.WrongCodes, AccountNoticeKind.SecondFactorOn], told);

        var read = (await factors.FindAsync(account.Id, Ct))!;
        await factors.TryReplaceAsync(account.Id, read, SecondFactor.FromStored(read.Key, 2, ["00"]));
        Assert.Null(await factors.WaitAsync(account.Id, Ct));
        Assert.Equal(1, await factors.NoteWrongAsync(account.Id));
    }

    [Fact]
    public async Task One_that_is_taken_off_is_off_with_its_waits_and_half_a_sign_in_and_its_owner_reads_of_it()
    {
        var (account, _) = await services.AccountAsync();
        await using var scope = services.Services.CreateAsyncScope();
        var factors = scope.ServiceProvider.GetRequiredService<ISecondFactors>();
        await factors.TurnOnAsync(account.Id, SecondFactor.FromStored(AuthenticatorKey.New(), 1, ["00"]), Ct);
        for (var i = 0; i < 5; i++)
        {
            await factors.NoteWrongAsync(account.Id);
        }

        var stamp = await factors.StampAsync(account.Id, Ct);
        await factors.TurnOffAsync(account.Id, AccountNoticeKind.SecondFactorTakenOff, Ct);

        Assert.Null(await factors.FindAsync(account.Id, Ct));
        Assert.Null(await factors.WaitAsync(account.Id, Ct));
        Assert.NotEqual(stamp, await factors.StampAsync(account.Id, Ct));
        Assert.Equal(AccountNoticeKind.SecondFactorTakenOff, (await services.Get<IAccountNotices>().ListAsync(account.Id, Ct))[0].Kind);
    }

    public sealed class OnSqlite(OnSqliteFile services) : SecondFactorsTests(services), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer services) : SecondFactorsTests(services), IClassFixture<OnPostgresServer>;
}

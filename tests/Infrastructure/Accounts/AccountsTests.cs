using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Accounts;

public abstract class AccountsTests(TestServices services)
{
    private static int count;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_email_of_letters_beyond_ascii_is_not_that_of_the_letters_they_resemble()
    {
        var (kiss, other) = Pair();
        var ada = await AddAsync(kiss);

        Assert.Null(await DoAsync(accounts => accounts.FindByEmailAsync(EmailAddress.From(other), Ct)));
        Assert.Null(await DoAsync(accounts => accounts.FindAsync(other, "correct horse", Ct)));
        Assert.Null(await services.Get<IResetLinks>().MakeAsync(EmailAddress.From(other), Terms, Ct));
        Assert.NotEqual(ada, await AddAsync(other)); // nor is it taken
        Assert.Equal(ada, (await DoAsync(accounts => accounts.FindAsync(kiss.ToUpperInvariant(), "correct horse", Ct)))?.Account);
    }

    [Fact]
    public async Task A_letter_goes_to_the_address_that_is_stored()
    {
        var (kiss, _) = Pair();
        await AddAsync(kiss);

        var made = await services.Get<IResetLinks>().MakeAsync(EmailAddress.From(kiss.ToUpperInvariant()), Terms, Ct);

        Assert.Equal(kiss, made?.Owner.Value);
    }

    [Fact]
    public async Task One_whose_email_an_older_program_stored_under_another_is_still_found_and_leaves_it_free()
    {
        var (kiss, other) = Pair();
        var ada = await AddAsync(other);
        await using (var db = services.Get<Database>().Open())
        {
            var older = kiss.ToUpperInvariant(); // what the framework makes of the other, too
            await db.Users.Where(u => u.Id == ada.Value).ExecuteUpdateAsync(
                set => set.SetProperty(u => u.NormalizedEmail, older).SetProperty(u => u.NormalizedUserName, older), Ct);
        }

        Assert.Equal(ada, await DoAsync(accounts => accounts.FindByEmailAsync(EmailAddress.From(other), Ct)));
        Assert.Null(await DoAsync(accounts => accounts.FindByEmailAsync(EmailAddress.From(kiss), Ct)));
        var bob = await AddAsync(kiss);
        Assert.Equal(ada, await DoAsync(accounts => accounts.FindByEmailAsync(EmailAddress.From(other), Ct)));
        Assert.Equal(bob, await DoAsync(accounts => accounts.FindByEmailAsync(EmailAddress.From(kiss), Ct)));
    }

    [Fact]
    public async Task The_same_email_in_capitals_is_taken()
    {
        var (kiss, _) = Pair();
        await AddAsync(kiss);

        Assert.Equal("email.taken", (await Assert.ThrowsAsync<RefusedException>(() => AddAsync(kiss.ToUpperInvariant()))).Code);
    }

    [Fact]
    public async Task A_password_is_the_same_however_its_accents_are_typed()
    {
        var (email, _) = Pair();
        var ada = await AddAsync(email, "un \u00E9t\u00E9 en Provence");

        Assert.Equal(ada, (await DoAsync(accounts => accounts.FindAsync(email, "un e\u0301te\u0301 en Provence", Ct)))?.Account);
        Assert.True(await DoAsync(accounts => accounts.HasPasswordAsync(ada, "un e\u0301te\u0301 en Provence", Ct)));
    }

    [Fact]
    public async Task One_that_an_older_program_hashed_as_typed_is_right_as_typed_and_then_however_it_is_typed()
    {
        const string Typed = "un e\u0301te\u0301 en Provence";
        var (email, _) = Pair();
        var ada = await AddAsync(email);
        await using (var db = services.Get<Database>().Open())
        {
            var older = services.Get<IPasswordHasher<IdentityUser<Guid>>>().HashPassword(new(), Typed);
            await db.Users.Where(u => u.Id == ada.Value).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, older), Ct);
        }

        Assert.Null(await DoAsync(accounts => accounts.FindAsync(email, Typed.Normalize(), Ct)));
        var step = await DoAsync(accounts => accounts.FindAsync(email, Typed, Ct));
        await using (var scope = services.Services.CreateAsyncScope())
        {
            Assert.Equal(await scope.ServiceProvider.GetRequiredService<ISecondFactors>().StampAsync(ada, Ct), step?.Stamp); // of the renewed hash
        }

        Assert.Equal(ada, (await DoAsync(accounts => accounts.FindAsync(email, Typed.Normalize(), Ct)))?.Account);
    }

    [Fact]
    public async Task A_disabled_account_that_is_enabled_signs_in_again_and_its_owner_reads_of_it()
    {
        var (text, _) = Pair();
        var (ada, email) = (await AddAsync(text), EmailAddress.From(text));
        await DoAsync(accounts => accounts.DisableAsync(email, Ct));
        Assert.Null(await DoAsync(accounts => accounts.FindAsync(text, "correct horse", Ct)));

        Assert.True(await DoAsync(accounts => accounts.EnableAsync(email, Ct)));
        Assert.True(await DoAsync(accounts => accounts.EnableAsync(email, Ct))); // once more is no change

        Assert.Equal(ada, (await DoAsync(accounts => accounts.FindAsync(text, "correct horse", Ct)))?.Account);
        Assert.Equal([AccountNoticeKind.Enabled], (await services.Get<IAccountNotices>().ListAsync(ada, Ct)).Select(notice => notice.Kind));
    }

    [Fact]
    public async Task A_reset_ends_whatever_may_have_been_planted_before_it()
    {
        var (text, _) = Pair();
        var (ada, email) = (await AddAsync(text), EmailAddress.From(text));
        var session = await services.Get<ISessions>().StartAsync(ada, "a browser", Ct);
        await using (var scope = services.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IPasskeys>().AddAsync(ada, Planted(ada), Ct);
        }

        await services.Get<ITokens>().AddAsync(Token(ada), Ct);
        var link = await services.Get<IResetLinks>().MakeAsync(email, Terms, Ct);

        Assert.Equal([session], await services.Get<IResetLinks>().UseAsync(link!.Secret, Password.From("another horse"), withoutSecondFactor: false, Ct));

        await using (var scope = services.Services.CreateAsyncScope())
        {
            Assert.Empty(await scope.ServiceProvider.GetRequiredService<IPasskeys>().ListAsync(ada, Ct));
        }

        Assert.Empty(await services.Get<ITokens>().ListAsync(ada, Ct));
        Assert.Contains(AccountNoticeKind.PasswordReset, (await services.Get<IAccountNotices>().ListAsync(ada, Ct)).Select(notice => notice.Kind));
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)] // who has the mailbox alone does not get round it
    public async Task The_second_factor_goes_by_a_link_of_the_operator_alone_and_on_wish(bool byOperator, bool wished, bool stays)
    {
        var (text, _) = Pair();
        var ada = await AddAsync(text);
        await using var scope = services.Services.CreateAsyncScope();
        var factors = scope.ServiceProvider.GetRequiredService<ISecondFactors>();
        await factors.TurnOnAsync(ada, SecondFactor.FromStored(AuthenticatorKey.New(), 1, ["00"]), Ct);
        var link = await services.Get<IResetLinks>().MakeAsync(EmailAddress.From(text), Terms with { ByOperator = byOperator }, Ct);
        Assert.Equal(new OpenResetLink(ada, byOperator, HasSecondFactor: true), await services.Get<IResetLinks>().FindAsync(link!.Secret.Text, Ct));

        await services.Get<IResetLinks>().UseAsync(link.Secret, Password.From("another horse"), wished, Ct);

        Assert.Equal(stays, await factors.FindAsync(ada, Ct) is not null);
    }

    [Fact]
    public async Task The_fifty_first_token_is_refused_until_one_is_revoked()
    {
        var ada = await AddAsync(Pair().Kiss);
        var tokens = Enumerable.Range(0, 51).Select(_ => Token(ada)).ToList();
        foreach (var token in tokens.Take(50))
        {
            await services.Get<ITokens>().AddAsync(token, Ct);
        }

        Assert.Equal("token.too-many", (await Assert.ThrowsAsync<RefusedException>(() => services.Get<ITokens>().AddAsync(tokens[50], Ct))).Code);
        await services.Get<ITokens>().RevokeAsync(ada, tokens[0].Id);
        await services.Get<ITokens>().AddAsync(tokens[50], Ct);
    }

    private static ResetLinkTerms Terms => new(TimeSpan.FromHours(1), null, ByOperator: false);

    private static NewToken Token(AccountId account) => new(
        TokenId.New(), account, TokenId.New().Value.ToByteArray(), TokenTerms.From("", "", null), TimeProvider.System.GetUtcNow());

    private static Passkey Planted(AccountId account) =>
        new(account.Value.ToByteArray(), [2], "Not hers", DateTimeOffset.UnixEpoch, 7, ["internal"], true, true, [3], [4]);

    /// <summary>An address, and another that its capitals are those of for the framework.</summary>
    private static (string Kiss, string Other) Pair()
    {
        var number = Interlocked.Increment(ref count);
        return ($"mike.kiss{number}@example.org", $"mike.ki\u017F\u017F{number}@example.org");
    }

    private async Task<AccountId> AddAsync(string email, string password = "correct horse")
    {
        var account = Account.Create(AccountId.New(), DisplayName.From("Mike"), DateTimeOffset.UnixEpoch);
        await using var scope = services.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IAccounts>().AddAsync(account, EmailAddress.From(email), Password.From(password), Ct);
        return account.Id;
    }

    private async Task<T> DoAsync<T>(Func<IAccounts, Task<T>> act)
    {
        await using var scope = services.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<IAccounts>());
    }

    public sealed class OnSqlite(OnSqliteFile services) : AccountsTests(services), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer services) : AccountsTests(services), IClassFixture<OnPostgresServer>;
}

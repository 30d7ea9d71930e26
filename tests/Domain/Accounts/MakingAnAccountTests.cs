using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Tests.Accounts;

public class MakingAnAccountTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly DisplayName Ada = DisplayName.From("Ada");

    [Fact]
    public void It_keeps_its_id()
    {
        var id = AccountId.New();

        Assert.Equal(id, Account.Create(id, Ada, At).Id);
    }

    [Fact]
    public void It_keeps_its_name() => Assert.Equal(Ada, NewAccount().Name);

    [Fact]
    public void It_keeps_when_it_was_made() => Assert.Equal(At, NewAccount().CreatedAt);

    [Fact]
    public void It_may_sign_in() => Assert.Null(NewAccount().DisabledAt);

    [Fact]
    public void Its_browser_decides_on_the_language() => Assert.Null(NewAccount().Language);

    [Fact]
    public void Every_account_has_an_id_of_its_own() => Assert.NotEqual(AccountId.New(), AccountId.New());

    [Fact]
    public void An_account_without_an_id_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => Account.Create(default, Ada, At));

    private static Account NewAccount() => Account.Create(AccountId.New(), Ada, At);
}

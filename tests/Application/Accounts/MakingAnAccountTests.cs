using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

/// <summary>What setting up and registering have in common.</summary>
public abstract class MakingAnAccountTests
{
    internal Desk Desk { get; } = new();

    public static TheoryData<string?, string?, string?, string> Wrong => new()
    {
        { null, "ada@example.org", "correct horse", "name.empty" },
        { "A\nda", "ada@example.org", "correct horse", "name.unusable-character" },
        { "Ada", null, "correct horse", "email.invalid" },
        { "Ada", "ada", "correct horse", "email.invalid" },
        { "Ada", "ada@example.org", null, "password.too-short" },
        { "Ada", "ada@example.org", "short", "password.too-short" },
    };

    [Fact]
    public async Task The_account_has_the_name_that_was_given()
    {
        await MakeAsync();

        Assert.Equal("Ada", Assert.Single(Desk.Added).Account.Name.Value);
    }

    [Fact]
    public async Task The_account_was_made_at_the_time_of_the_clock()
    {
        await MakeAsync();

        Assert.Equal(Moment.Kept, Assert.Single(Desk.Added).Account.CreatedAt);
    }

    [Fact]
    public async Task The_account_signs_in_with_what_was_given()
    {
        await MakeAsync();

        var (_, email, password) = Assert.Single(Desk.Added);
        Assert.Equal(("ada@example.org", "correct horse"), (email, password));
    }

    [Fact]
    public async Task The_new_account_is_signed_in_on_that_device()
    {
        await MakeAsync();

        Assert.Equal([(Assert.Single(Desk.Added).Account.Id, "a browser")], Desk.Started);
    }

    [Fact]
    public async Task Who_is_cut_off_once_the_account_is_there_is_signed_in_all_the_same()
    {
        await MakeAsync();

        Assert.False(Desk.StartMayBeCutOff);
    }

    [Fact]
    public async Task The_answer_is_the_session() => Assert.Equal(Desk.Session, await MakeAsync());

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_field_is_refused_and_leaves_no_account(string? name, string? email, string? password, string code)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(name, email, password));

        Assert.Equal(code, refusal.Code);
        Assert.Empty(Desk.Added);
    }

    protected Task<SessionId?> MakeAsync() => MakeAsync(" Ada ", " ada@example.org ", "correct horse");

    protected abstract Task<SessionId?> MakeAsync(string? name, string? email, string? password);
}

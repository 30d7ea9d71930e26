using Xtablo.Application.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class TurnOnSecondFactorTests
{
    private readonly SecondStep _step = new() { Stored = null };

    [Fact]
    public async Task With_the_password_and_a_code_of_the_app_it_is_on_and_the_recovery_codes_are_those_that_count()
    {
        var codes = await HandleAsync("correct horse", _step.Key.Text, _step.Code);

        Assert.Equal(10, codes.Count);
        Assert.NotNull(_step.Stored!.Use(codes[0], step: null));
    }

    [Theory]
    [InlineData("another", true, true, "password.wrong")]
    [InlineData(null, true, true, "password.wrong")]
    [InlineData("correct horse", false, true, "form.stale")]
    [InlineData("correct horse", true, false, "code.wrong")]
    public async Task Without_each_of_them_it_stays_off(string? password, bool key, bool code, string broken)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            HandleAsync(password, key ? _step.Key.Text : "", code ? _step.Code : "000000"));

        Assert.Equal(broken, refusal.Code);
        Assert.Null(_step.Stored);
    }

    [Fact]
    public void The_command_never_prints_its_secrets() =>
        Assert.Equal("TurnOnSecondFactor", $"{new TurnOnSecondFactor(_step.Ada, "correct horse", _step.Key.Text, "123456")}");

    private Task<IReadOnlyList<string>> HandleAsync(string? password, string key, string code) =>
        new TurnOnSecondFactorHandler(_step.Desk.Accounts.Object, _step.Factors.Object, _step.Codes.Object, _step.Desk.Clock)
            .HandleAsync(new TurnOnSecondFactor(_step.Ada, password, key, code), TestContext.Current.CancellationToken);
}

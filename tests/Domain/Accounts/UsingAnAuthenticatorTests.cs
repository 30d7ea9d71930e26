using System.Globalization;
using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Tests.Accounts;

public class UsingAnAuthenticatorTests
{
    private static readonly AuthenticatorKey Key = AuthenticatorKey.TryParse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")!; // of RFC 6238
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 9, 0, 10, TimeSpan.Zero);

    [Theory]
    [InlineData(59, "287082")] // RFC 6238, appendix B, less the first two digits
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long second, string code) => Assert.Equal(code, Key.CodeAt(DateTimeOffset.FromUnixTimeSeconds(second)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_one_step_off(int steps, bool fits) =>
        Assert.Equal(fits, Key.StepOf(Key.CodeAt(Now.AddSeconds(30 * steps)), Now, after: 0) is not null);

    [Fact]
    public void A_code_may_be_typed_in_groups()
    {
        var code = Key.CodeAt(Now);

        Assert.NotNull(Key.StepOf($" {code[..3]} {code[3..]}", Now, after: 0));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("🙂\ud800")]
    public void What_is_no_code_fits_never(string? typed) => Assert.Null(Key.StepOf(typed, Now, after: 0));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ")]
    [InlineData("gezdgnbvgy3tqojqgezdgnbvgy3tqojq")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1")]
    public void What_is_no_key_is_none(string? text) => Assert.Null(AuthenticatorKey.TryParse(text));

    [Fact]
    public void A_new_key_is_another_each_time_and_prints_itself_never()
    {
        var one = AuthenticatorKey.New();

        Assert.NotEqual(one.Text, AuthenticatorKey.New().Text);
        Assert.Equal(one.Text, AuthenticatorKey.TryParse(one.Text)?.Text);
        Assert.DoesNotContain(one.Text, string.Create(CultureInfo.InvariantCulture, $"{one}"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_turned_on_by_a_code_of_the_app_alone()
    {
        Assert.Null(SecondFactor.TurnOn(Key, "000000", Now, out _));
        Assert.NotNull(SecondFactor.TurnOn(Key, Key.CodeAt(Now), Now, out _));
    }

    [Fact]
    public void A_code_is_good_once_and_so_is_the_one_it_was_turned_on_with()
    {
        var factor = SecondFactor.TurnOn(Key, Key.CodeAt(Now), Now, out _)!;
        var later = Now.AddSeconds(60);

        Assert.Null(factor.Use(Key.CodeAt(Now), Now));
        var left = factor.Use(Key.CodeAt(later), later)!;
        Assert.Null(left.Use(Key.CodeAt(later), later));
        Assert.Null(left.Use(Key.CodeAt(Now.AddSeconds(30)), later)); // not an earlier one either
    }

    [Fact]
    public void Each_of_ten_recovery_codes_is_good_once_however_it_is_typed()
    {
        var factor = SecondFactor.TurnOn(Key, Key.CodeAt(Now), Now, out var codes)!;
        Assert.Equal(10, codes.Distinct(StringComparer.Ordinal).Count());

        foreach (var code in codes)
        {
            var left = factor.Use(code.ToUpperInvariant().Replace('-', ' '), Now)!;
            Assert.Null(left.Use(code, Now));
            factor = left;
        }

        Assert.Empty(factor.RecoveryHashes);
    }

    [Fact]
    public void Recovery_codes_are_not_kept_as_they_are()
    {
        var factor = SecondFactor.TurnOn(Key, Key.CodeAt(Now), Now, out var codes)!;

        Assert.DoesNotContain(factor.RecoveryHashes, hash => codes.Any(code => hash.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));
    }
}

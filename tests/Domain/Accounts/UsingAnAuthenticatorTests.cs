using System.Globalization;
using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Tests.Accounts;

public class UsingAnAuthenticatorTests
{
    private static readonly AuthenticatorKey Key = AuthenticatorKey.TryParse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")!;

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
    public void A_code_is_good_once_and_so_is_the_one_it_was_turned_on_with()
    {
        var factor = SecondFactor.TurnOn(Key, step: 100, out _);

        Assert.Null(factor.Use("123456", step: 100));
        var left = factor.Use("123456", step: 102)!;
        Assert.Null(left.Use("123456", step: 102));
        Assert.Null(left.Use("123456", step: 101)); // not an earlier one either
    }

    [Fact]
    public void What_is_neither_a_code_of_the_app_nor_a_recovery_code_is_wrong() =>
        Assert.Null(SecondFactor.TurnOn(Key, step: 100, out _).Use("123456", step: null));

    [Fact]
    public void Each_of_ten_recovery_codes_is_good_once_however_it_is_typed()
    {
        var factor = SecondFactor.TurnOn(Key, step: 100, out var codes);
        Assert.Equal(10, codes.Distinct(StringComparer.Ordinal).Count());

        foreach (var code in codes)
        {
            var left = factor.Use(code.ToUpperInvariant().Replace('-', ' '), step: null)!;
            Assert.Null(left.Use(code, step: null));
            factor = left;
        }

        Assert.Empty(factor.RecoveryHashes);
    }

    [Fact]
    public void Recovery_codes_are_not_kept_as_they_are()
    {
        var factor = SecondFactor.TurnOn(Key, step: 100, out var codes);

        Assert.DoesNotContain(factor.RecoveryHashes, hash => codes.Any(code => hash.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));
    }
}

using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Accounts;

namespace Xtablo.Infrastructure.Tests.Accounts;

public class AuthenticatorCodesTests
{
    private static readonly AuthenticatorKey Key = AuthenticatorKey.TryParse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")!; // of RFC 6238
    private static readonly IAuthenticatorCodes Codes = new AuthenticatorCodes();

    [Theory]
    [InlineData(59, "287082")] // RFC 6238, appendix B, less the first two digits
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard_and_tell_their_step(long second, string code) =>
        Assert.Equal(second / 30, Codes.StepOf(Key, code, DateTimeOffset.FromUnixTimeSeconds(second)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_one_step_off(int steps, bool fits) =>
        Assert.Equal(fits ? (long?)37037036 : null, Codes.StepOf(Key, "081804", DateTimeOffset.FromUnixTimeSeconds(1111111109 + (30 * steps))));

    [Fact]
    public void A_code_may_be_typed_in_groups() => Assert.NotNull(Codes.StepOf(Key, " 287 082 ", DateTimeOffset.FromUnixTimeSeconds(59)));

    [Theory]
    [InlineData("287\u00A0082")]
    [InlineData("287\u2009082")]
    [InlineData("287-082")]
    [InlineData("287\t082\n")]
    [InlineData("\u2068287082\u2069")]
    [InlineData("２８７０８２")]
    [InlineData("٢٨٧٠٨٢")]
    [InlineData("२८७०८२")]
    [InlineData("\U0001D7D0\U0001D7D6\U0001D7D5\U0001D7CE\U0001D7D6\U0001D7D0")]
    [InlineData("Code: 287082.")]
    public void Its_digits_alone_count_of_whatever_script(string typed) =>
        Assert.Equal(1, Codes.StepOf(Key, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870820")]
    [InlineData("287083")]
    [InlineData("🙂\ud800")]
    public void What_is_no_code_fits_never(string? typed) => Assert.Null(Codes.StepOf(Key, typed, DateTimeOffset.FromUnixTimeSeconds(59)));
}

using System.Globalization;
using System.Text;
using OtpNet;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Accounts;

internal sealed class AuthenticatorCodes : IAuthenticatorCodes
{
    private static readonly VerificationWindow OneStepEitherWay = new(previous: 1, future: 1);

    public long? StepOf(AuthenticatorKey key, string? code, DateTimeOffset at)
    {
        var typed = DigitsOf(code ?? "");
        var codes = new Totp(Base32Encoding.ToBytes(key.Text)); // the defaults, as in every app: SHA-1, 30 s, six digits

        // Takes equally long for any code.
        return codes.VerifyTotp(at.UtcDateTime, typed, out var step, OneStepEitherWay) ? step : null;
    }

    /// <summary>
    /// The digits of a text, of whatever script: what apps, keyboards and people put between and around them says nothing.
    /// </summary>
    private static string DigitsOf(string code) => string.Concat(code.EnumerateRunes()
        .Where(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber)
        .Select(rune => ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture)));
}

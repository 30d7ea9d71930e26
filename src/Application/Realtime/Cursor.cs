using System.Globalization;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Realtime;

/// <summary>
/// A position in the log of a discussion: everything up to and including <paramref name="Sequence"/> has been seen. Written
/// <c>epoch.sequence</c>.
/// </summary>
public readonly record struct Cursor(Epoch Epoch, long Sequence)
{
    /// <summary>Accepts only the form that <see cref="ToString"/> writes: no sign, no leading zero, nothing around it.</summary>
    public static bool TryParse(string? text, out Cursor cursor)
    {
        cursor = default;
        if (text is null || text.Length <= Epoch.Length + 1 || text[Epoch.Length] != '.')
        {
            return false;
        }

        var epoch = text[..Epoch.Length];
        var digits = text[(Epoch.Length + 1)..];
        if (!Epoch.IsEpoch(epoch)
            || !digits.All(char.IsAsciiDigit) // long.TryParse ignores trailing NULs
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || (digits[0] == '0' && digits.Length > 1))
        {
            return false;
        }

        cursor = new Cursor(new Epoch(epoch), sequence);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Sequence}");
}

using System.Globalization;

namespace Xtablo.Faults.Tests.Checking;

/// <summary>A place in the log as a client knows it, written <c>EPOCH.SEQUENCE</c>; on <c>/stream</c> with the tablo before it.</summary>
public readonly record struct Cursor(string Epoch, long Sequence)
{
    /// <summary>Null when it is not a cursor.</summary>
    public static Cursor? From(string? text)
    {
        var parts = text?.Split('.') ?? [];
        return parts.Length is 2 or 3 && long.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new Cursor(parts[^2], sequence)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Sequence}");
}

using System.Globalization;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Accounts;

/// <summary>The terms chosen by the creator of a token.</summary>
public sealed record TokenTerms
{
    public const int MaxLabelLength = 60;
    public const int DefaultDays = 90;
    public const int MostDays = 365;

    private TokenTerms(string label, int expiresInDays, IReadOnlyCollection<TabloId>? tablos) =>
        (Label, ExpiresInDays, Tablos) = (label, expiresInDays, tablos);

    /// <summary>At most 60 characters on one line; empty when none was given.</summary>
    public string Label { get; }

    /// <summary>1 to 365; 90 by default.</summary>
    public int ExpiresInDays { get; }

    /// <summary>The tablos it gives access to, at least one; null for all of the account's, including future ones.</summary>
    public IReadOnlyCollection<TabloId>? Tablos { get; }

    /// <exception cref="RefusedException">
    /// <c>token-label.…</c>, <c>token.days</c> or <c>token.no-tablo</c>, with the offending field
    /// </exception>
    public static TokenTerms From(string? label, string? expiresInDays, IReadOnlyCollection<TabloId>? tablos)
    {
        if (tablos is { Count: 0 })
        {
            throw new RefusedException("token.no-tablo", "Tablos");
        }

        return new(
            string.IsNullOrWhiteSpace(label) ? "" : OneLine.From(label, "token-label", "Label", MaxLabelLength),
            string.IsNullOrWhiteSpace(expiresInDays) ? DefaultDays : DaysIn(expiresInDays),
            tablos);
    }

    private static int DaysIn(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays
            ? days
            : throw new RefusedException("token.days", "ExpiresInDays", MostDays);
}

using System.Globalization;
using Xtablo.Domain.Common;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Discussions;

/// <summary>The terms chosen by the creator of an invitation, from a form: every field may be left empty.</summary>
public sealed record InvitationTerms
{
    public const int MaxLabelLength = 60;
    public const int DefaultDays = 7;
    public const int MostDays = 365;
    public const int MostUses = 1000;

    private InvitationTerms(string label, int? maxUses, int expiresInDays) =>
        (Label, MaxUses, ExpiresInDays) = (label, maxUses, expiresInDays);

    /// <summary>At most 60 characters on one line; empty when none was given.</summary>
    public string Label { get; }

    /// <summary>1 to 1,000; null for no limit.</summary>
    public int? MaxUses { get; }

    /// <summary>1 to 365; 7 by default.</summary>
    public int ExpiresInDays { get; }

    /// <exception cref="RefusedException">
    /// <c>invitation-label.…</c>, <c>invitation.uses</c> or <c>invitation.days</c>, with the offending field
    /// </exception>
    public static InvitationTerms From(string? label, string? maxUses, string? expiresInDays) => new(
        string.IsNullOrWhiteSpace(label) ? "" : OneLine.From(label, "invitation-label", "Label", MaxLabelLength),
        NumberIn(maxUses, MostUses, "invitation.uses", "MaxUses"),
        NumberIn(expiresInDays, MostDays, "invitation.days", "ExpiresInDays") ?? DefaultDays);

    /// <summary>Returns null when nothing was typed.</summary>
    private static int? NumberIn(string? text, int most, string code, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= most
            ? number
            : throw new RefusedException(code, field, most);
    }
}

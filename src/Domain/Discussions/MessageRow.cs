using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// A row of a discussion as it is now, the same for every viewer: what changes return, events carry, streams send and pages
/// render. Only <see cref="Message.RowIn"/> creates it.
/// </summary>
/// <param name="Number">Its position: 1, 2, 3 …</param>
/// <param name="Revision">The sequence of its last change; of two rows of the same message the higher revision wins.</param>
/// <param name="Notice">Null for a message that a member wrote.</param>
/// <param name="AuthorId">Null for a notice, as are <paramref name="AuthorName"/> and <paramref name="ClientId"/>.</param>
/// <param name="Body">Null for a notice and for a deleted message.</param>
public sealed record MessageRow(
    TabloId TabloId,
    MessageId Id,
    long Number,
    long Revision,
    Notice? Notice,
    AccountId? AuthorId,
    string? AuthorName,
    ClientId? ClientId,
    string? Body,
    DateTimeOffset PostedAt,
    DateTimeOffset? EditedAt,
    DateTimeOffset? DeletedAt)
{
    /// <summary>The text as it is shown; null where there is none, and for a text of before there was such a form.</summary>
    public RenderedText? Shown { get; init; }

    /// <summary>Null for a message that answers none.</summary>
    public Quote? ReplyTo { get; init; }

    /// <summary>In the order of their first appearance.</summary>
    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    public bool IsPinned { get; init; }

    /// <summary>The sequence of the last change of its text.</summary>
    public long TextRevision { get; init; } = Revision;

    /// <summary>True when it is not as it was posted.</summary>
    public bool IsChanged => Revision != TextRevision || EditedAt is not null || DeletedAt is not null;
}

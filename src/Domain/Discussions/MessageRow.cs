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
    DateTimeOffset? DeletedAt);

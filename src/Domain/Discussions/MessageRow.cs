using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// A row of a discussion as it is now, the same for every viewer: what a change returns, events carry, streams hand on and
/// pages render. <see cref="Message.RowIn"/> makes it, and nobody else.
/// </summary>
/// <param name="Number">Its place: 1, 2, 3 …</param>
/// <param name="Revision">The sequence of its last change; of two rows of a message the one with the higher is the truth.</param>
/// <param name="Notice">Null for what a member wrote.</param>
/// <param name="AuthorId">Null for a notice, as are <paramref name="AuthorName"/> and <paramref name="ClientId"/>.</param>
/// <param name="Body">Null for a notice, and once deleted.</param>
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

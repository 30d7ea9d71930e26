using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>A row as it was just after a change: what the events tell.</summary>
/// <param name="Revision">The sequence of that change.</param>
/// <param name="Notice">Null for what a member wrote; a notice has no author, clientId or body.</param>
/// <param name="Body">Null once deleted.</param>
public sealed record MessageState(
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

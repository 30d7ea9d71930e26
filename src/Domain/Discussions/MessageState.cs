using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>A message that a member wrote, as it was just after a change: what the events tell.</summary>
/// <param name="Revision">The sequence of that change.</param>
/// <param name="Body">Null once deleted.</param>
public sealed record MessageState(
    MessageId Id,
    long Number,
    long Revision,
    AccountId AuthorId,
    string AuthorName,
    ClientId ClientId,
    string? Body,
    DateTimeOffset PostedAt,
    DateTimeOffset? EditedAt,
    DateTimeOffset? DeletedAt);

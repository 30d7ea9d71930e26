namespace Xtablo.Domain.Discussions;

/// <summary>What a reply shows of the message that it answers, as that one is now.</summary>
/// <param name="Of">The message that is answered.</param>
/// <param name="Number">Its number.</param>
/// <param name="Author">The name of its author when they wrote it.</param>
/// <param name="Excerpt">The beginning of its text; null when it was deleted, and when it cannot be said in words.</param>
public sealed record Quote(MessageId Of, long Number, string Author, string? Excerpt, bool IsDeleted);

namespace Xtablo.Web.Api;

/// <param name="Role"><c>owner</c> or <c>member</c>.</param>
/// <param name="Cursor">Where a stream goes on from what is told here.</param>
public sealed record TabloJson(Guid Id, string Name, string Role, string Cursor, int Unread);

public sealed record NewTabloJson
{
    /// <summary>1 to 100 characters on one line.</summary>
    public string? Name { get; init; }
}

/// <param name="Name">As it was when the message was written.</param>
public sealed record AuthorJson(Guid Id, string Name);

/// <param name="Number">Its place: 1, 2, 3 …, never reused.</param>
/// <param name="Revision">The sequence of its last change.</param>
/// <param name="Author">Null for a notice, which the system wrote.</param>
/// <param name="Body">The text as written; null for a notice, and once deleted.</param>
/// <param name="Html">What a page shows of it, escaped; null once deleted.</param>
/// <param name="ReplyTo">Always null so far.</param>
/// <param name="Reactions">Always empty so far.</param>
public sealed record MessageJson(
    Guid Id,
    long Number,
    long Revision,
    AuthorJson? Author,
    string? Body,
    string? Html,
    DateTime PostedAt,
    DateTime? EditedAt,
    DateTime? DeletedAt,
    Guid? ReplyTo,
    IReadOnlyList<object> Reactions);

/// <param name="Messages">In order of number.</param>
/// <param name="Cursor">The head of the snapshot that the messages are from: a stream goes on after it.</param>
public sealed record MessagesJson(IReadOnlyList<MessageJson> Messages, string Cursor);

public sealed record NewMessageJson
{
    /// <summary>1 to 10,000 characters.</summary>
    public string? Body { get; init; }

    /// <summary>A UUID. The same one gets the same message for ever, so that repeating is safe; made by the server when absent.</summary>
    public string? ClientId { get; init; }
}

public sealed record EditedMessageJson
{
    /// <summary>1 to 10,000 characters.</summary>
    public string? Body { get; init; }

    /// <summary>What the editor saw: a text changed since is not overwritten. Absent, it is.</summary>
    public long? Revision { get; init; }
}

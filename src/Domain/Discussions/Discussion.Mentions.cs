using Xtablo.Domain.Common;

namespace Xtablo.Domain.Discussions;

public sealed partial class Discussion
{
    private readonly List<Mentioned> _mentioned = [];

    /// <summary>Whom the changed messages call, to be stored with this change.</summary>
    public IReadOnlyList<Mentioned> Mentioned => _mentioned;

    /// <summary>Who calls more people than these by <c>@all</c> is asked once more.</summary>
    public const int Few = 10;

    /// <summary>Asks whether everybody shall be called; not of who has said so, nor where they are called already.</summary>
    /// <exception cref="RefusedException"><c>mention.all</c></exception>
    private void AskBeforeCallingMany(MessageBody body, RenderedText? before, bool mayCallMany)
    {
        var many = _participants.Count(p => p.TakesPart);
        if (body.Shown is { MentionsAll: true } && before is not { MentionsAll: true } && !mayCallMany && many > Few)
        {
            throw new RefusedException("mention.all", "body", many);
        }
    }

    /// <summary>Who is called must take part, and nobody calls themselves.</summary>
    /// <param name="before">The text before this change; null for a new message.</param>
    private void NoteMentions(Message message, RenderedText? before)
    {
        var shown = message.Shown;
        if (!CallsAnyone(shown) && !CallsAnyone(before))
        {
            return;
        }

        var called = _participants
            .Where(p => p.TakesPart && p.AccountId != message.AuthorId
                && (shown?.MentionsAll is true || shown?.Mentions.Any(mention => mention.AccountId == p.AccountId) is true))
            .Select(p => p.AccountId);
        _mentioned.Add(new Mentioned(message.Id, message.Number, message.Revision, [.. called]));
    }

    private static bool CallsAnyone(RenderedText? text) => text is { MentionsAll: true } or { Mentions.Count: > 0 };
}

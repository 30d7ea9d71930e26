using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Discussions;

public sealed partial class Discussion
{
    /// <summary>How many messages may answer one: each has an entry when that one changes.</summary>
    public const int MostReplies = 500;

    /// <summary>Counts a reply to a message. Returns what the reply shows of it; null when it answers none.</summary>
    /// <exception cref="RefusedException"><c>reply.unknown</c> or <c>reply.too-many</c></exception>
    private Quote? Answer(MessageId? replyTo)
    {
        if (replyTo is not { } id)
        {
            return null;
        }

        if (_messages.Find(m => m.Id == id) is not { Kind: MessageKind.Message } original)
        {
            throw new RefusedException("reply.unknown", "replyTo");
        }

        if (original.Replies >= MostReplies)
        {
            throw new RefusedException("reply.too-many", "replyTo", MostReplies);
        }

        original.Replies++;
        return original.AsQuote();
    }

    /// <summary>Has the replies to a message show what it is now: each has an entry of its own.</summary>
    /// <param name="tellsAgain">Tells those too that show it already, in case no stream was told.</param>
    private void RequoteRepliesTo(Message original, AccountId by, DateTimeOffset at, bool tellsAgain = false)
    {
        var quote = original.AsQuote();
        foreach (var reply in _messages.Where(m => m.Quote?.Of == original.Id).OrderBy(m => m.Number))
        {
            if (reply.Requote(quote, Head + 1))
            {
                Head++;
                Raise(new ReplyRequoted(TabloId, Epoch, Log(LogEntryKind.Requoted, reply, by, at), reply.RowIn(TabloId)));
            }
            else if (tellsAgain)
            {
                var entry = new LogEntry(reply.Revision, LogEntryKind.Requoted, reply.Id, by, SubjectId: null, at);
                Raise(new ReplyRequoted(TabloId, Epoch, entry, reply.RowIn(TabloId)));
            }
        }
    }
}

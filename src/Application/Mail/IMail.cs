using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Mail;

/// <summary>
/// Sends mail through the server in <see cref="Settings.Smtp"/>; calling it without one is a bug. Letters are sent in the
/// background and may be lost: a mail server that is slow or unreachable neither delays nor fails a request.
/// </summary>
public interface IMail
{
    /// <summary>Queues a letter. Does not block.</summary>
    void Send(Letter letter);

    /// <summary>
    /// Queues a letter that is yet to be written. Does not block, so that the time of a response does not reveal whether there
    /// is one.
    /// </summary>
    /// <param name="write">Called once, in the background; returns null for no letter after all.</param>
    void Send(Func<CancellationToken, Task<Letter?>> write);
}

/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text, lines separated by LF; may be wrapped in transit.</param>
public sealed record Letter(EmailAddress To, string Subject, string Text)
{
    /// <summary>Omits the text and the recipient wherever the letter is printed.</summary>
    public override string ToString() => nameof(Letter);
}

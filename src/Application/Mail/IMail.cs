using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Mail;

/// <summary>
/// Sends mail, where <see cref="Settings.Smtp"/> says by whom; elsewhere calling it is a bug. What is handed over is sent
/// in the background and may be lost: a mail server that is slow or away delays and fails nobody's request.
/// </summary>
public interface IMail
{
    /// <summary>Hands over a letter, at once.</summary>
    void Send(Letter letter);

    /// <summary>
    /// Hands over a letter that is still to be written, at once: so the time of an answer does not tell whether there is one.
    /// </summary>
    /// <param name="write">Called in the background, once; null for no letter after all.</param>
    void Send(Func<CancellationToken, Task<Letter?>> write);
}

/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text, its lines parted by LF; it may be wrapped on its way.</param>
public sealed record Letter(EmailAddress To, string Subject, string Text)
{
    /// <summary>Without what it says and to whom, wherever it is printed.</summary>
    public override string ToString() => nameof(Letter);
}

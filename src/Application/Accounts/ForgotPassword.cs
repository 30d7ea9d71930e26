using Xtablo.Application.Common;
using Xtablo.Application.Mail;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Has a link to set another password sent to an e-mail, if there is an account with it.</summary>
/// <param name="Write">Writes the letter with the link, in the language of who asks. Called in the background.</param>
public sealed record ForgotPassword(string? Email, Func<EmailAddress, string, Letter> Write);

/// <summary>
/// Answers true, and at once, whether there is such an account or not: even looking for it is done in the background, so
/// that the answer tells nothing by its time.
/// </summary>
public sealed class ForgotPasswordHandler(IResetLinks links, IMail mail, Settings settings) : ICommandHandler<ForgotPassword, bool>
{
    private const int MostInAnHour = 5; // nobody is to fill another's mailbox
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public Task<bool> HandleAsync(ForgotPassword command, CancellationToken ct)
    {
        var email = EmailAddress.From(command.Email);
        mail.Send(async background => await links.MakeAsync(email, Life, MostInAnHour, background) is { } secret
            ? command.Write(email, settings.LinkTo($"/reset/{secret.Text}"))
            : null);
        return Task.FromResult(true);
    }
}

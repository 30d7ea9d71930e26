using Xtablo.Application.Common;
using Xtablo.Application.Mail;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Mails a link for setting a new password to an e-mail address, if there is an account with it.</summary>
/// <param name="Write">Writes the letter with the link, in the language of the request. Called in the background.</param>
public sealed record ForgotPassword(string? Email, Func<EmailAddress, string, Letter> Write);

/// <summary>
/// Returns true at once, whether there is such an account or not: even the look-up is done in the background, so that the
/// response time reveals nothing.
/// </summary>
public sealed class ForgotPasswordHandler(IResetLinks links, IMail mail, Settings settings)
    : ICommandHandler<ForgotPassword, bool>
{
    private const int MostInAnHour = 5; // so that strangers cannot flood a person's mailbox
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

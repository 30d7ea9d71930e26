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
    // So few that strangers cannot flood a person's mailbox.
    private static readonly ResetLinkTerms Mailed = new(TimeSpan.FromHours(1), MostInAnHour: 5, ByOperator: false);

    public Task<bool> HandleAsync(ForgotPassword command, CancellationToken ct)
    {
        var email = EmailAddress.From(command.Email);
        mail.Send(async background => await links.MakeAsync(email, Mailed, background) is { } made
            ? command.Write(made.Owner, settings.LinkTo($"/reset/{made.Secret.Text}"))
            : null);
        return Task.FromResult(true);
    }
}

using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Creates a link for setting a new password within a day, which the operator passes on.</summary>
public sealed record MakeResetLink(string? Email);

/// <summary>
/// Returns the link, absolute when the public address is known; null when there is no such account, or it is disabled.
/// </summary>
public sealed class MakeResetLinkHandler(IResetLinks links, Settings settings) : ICommandHandler<MakeResetLink, string?>
{
    private static readonly ResetLinkTerms PassedOn = new(TimeSpan.FromHours(24), MostInAnHour: null, ByOperator: true);

    public async Task<string?> HandleAsync(MakeResetLink command, CancellationToken ct) =>
        await links.MakeAsync(EmailAddress.From(command.Email), PassedOn, ct) is { } made
            ? settings.LinkTo($"/reset/{made.Secret.Text}")
            : null;
}

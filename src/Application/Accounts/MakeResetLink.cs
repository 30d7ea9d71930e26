using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Makes a link with which someone sets another password within a day, for the operator to hand over.</summary>
public sealed record MakeResetLink(string? Email);

/// <summary>Answers the link, absolute where the public address is known; null when there is no such account, or it is disabled.</summary>
public sealed class MakeResetLinkHandler(IResetLinks links, Settings settings) : ICommandHandler<MakeResetLink, string?>
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public async Task<string?> HandleAsync(MakeResetLink command, CancellationToken ct) =>
        await links.MakeAsync(EmailAddress.From(command.Email), Life, mostInAnHour: null, ct) is { } secret ? settings.LinkTo($"/reset/{secret.Text}") : null;
}

using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Changes an account's display name and language.</summary>
/// <param name="Language">A tag; null or empty to let the browser decide.</param>
public sealed record ChangeProfile(AccountId Account, string? Name, string? Language);

/// <summary>Returns false when there is no such account.</summary>
public sealed class ChangeProfileHandler(IAccounts accounts, ISessions sessions) : ICommandHandler<ChangeProfile, bool>
{
    public async Task<bool> HandleAsync(ChangeProfile command, CancellationToken ct)
    {
        var name = DisplayName.From(command.Name);
        var language = Languages.From(command.Language);
        await accounts.RefuseLookAlikeAsync(command.Account, name, ct);
        var found = await accounts.ChangeAsync(
            command.Account,
            account =>
            {
                account.Rename(name);
                account.ChooseLanguage(language);
            },
            ct);
        sessions.Refresh(command.Account);
        return found;
    }
}

using Xtablo.Application.Common;
using Xtablo.Application.Presence;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Accounts;

/// <summary>Changes an account's display name, in all its tablos, its language and its preferences.</summary>
/// <param name="Language">A tag; null or empty to let the browser decide.</param>
/// <param name="Preferences">Null to leave them as they are.</param>
public sealed record ChangeProfile(AccountId Account, string? Name, string? Language, Preferences? Preferences = null);

/// <summary>Returns false when there is no such account.</summary>
public sealed class ChangeProfileHandler(
    IAccounts accounts, ISessions sessions, ITokens tokens, ITabloReader tablos, IDiscussions discussions, IPresence presence,
    TimeProvider time)
    : ICommandHandler<ChangeProfile, bool>
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
                account.Rename(DisplayName.Chosen(command.Name, account.Name));
                account.ChooseLanguage(language);
                account.Prefer(command.Preferences ?? account.Preferences);
            },
            ct);
        sessions.Refresh(command.Account);
        tokens.Refresh(command.Account);
        if (command.Preferences is { HidesPresence: true })
        {
            await presence.ForgetAsync(command.Account, tabloId: null, CancellationToken.None);
        }

        if (found)
        {
            await RenameInTablosAsync(new Person(command.Account, name));
        }

        return found;
    }

    /// <summary>No cancellation: the account has its new name already. What an outage leaves undone, saving again does.</summary>
    private async Task RenameInTablosAsync(Person person)
    {
        foreach (var tablo in await tablos.ListCalledOtherwiseAsync(person.Id, person.Name, CancellationToken.None))
        {
            var (notice, at) = (MessageId.New(), time.Now());
            await discussions.ChangeAsync(tablo, Needs.Nothing, discussion => discussion.RenameMember(person, notice, at));
        }
    }
}

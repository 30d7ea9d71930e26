using Xtablo.Application.Common;
using Xtablo.Application.Members;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Accounts;

/// <summary>Creates an account, admits it to a tablo if it was invited, and signs it in.</summary>
/// <param name="Invitation">
/// The secret of the invitation; null to register without one, which the caller must have allowed.
/// </param>
public sealed record Register(string? Name, string? Email, string? Password, string Device, string? Invitation)
{
    /// <summary>Omits the secrets wherever the command is printed.</summary>
    public override string ToString() => nameof(Register);
}

/// <param name="Tablo">The tablo that was joined; null when there was no invitation.</param>
public sealed record Registered(SessionId Session, TabloId? Tablo);

public sealed class RegisterHandler(
    IAccounts accounts, ISessions sessions, IMemberReader members, IDiscussions discussions, TimeProvider time)
    : ICommandHandler<Register, Registered>
{
    /// <exception cref="RefusedException">
    /// A field is invalid, <c>email.taken</c>, <c>invitation.unusable</c> or <c>tablo.archived</c>
    /// </exception>
    public async Task<Registered> HandleAsync(Register command, CancellationToken ct)
    {
        var invitation = command.Invitation is null
            ? null
            : await members.FindInvitationAsync(command.Invitation, ct) ?? throw new RefusedException("invitation.unusable");
        var account = Account.Create(AccountId.New(), DisplayName.Chosen(command.Name), time.Now());
        var email = EmailAddress.From(command.Email);
        await accounts.AddAsync(account, email, Password.Chosen(command.Password, command.Name, email.Value), ct);
        if (invitation is not null)
        {
            await AdmitAsync(account, invitation);
        }

        // The account is there: who is cut off now could not make it again.
        return new Registered(await sessions.StartAsync(account.Id, command.Device, CancellationToken.None), invitation?.TabloId);
    }

    private async Task AdmitAsync(Account account, InvitationView invitation)
    {
        try
        {
            await discussions.JoinAsync(new Person(account.Id, account.Name), invitation, time);
        }
        catch (RefusedException)
        {
            await accounts.TakeBackAsync(account.Id); // someone else used it up first: without an invitation there is no account
            throw;
        }
    }
}

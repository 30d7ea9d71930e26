using Xtablo.Application.Common;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Accounts;

/// <summary>Creates a token for programs that act as this account.</summary>
/// <param name="ExpiresInDays">As typed; empty for 90.</param>
/// <param name="Tablos">The tablos it gives access to; null for all of the account's, including future ones.</param>
public sealed record MakeToken(AccountId Account, string? Label, string? ExpiresInDays, IReadOnlyCollection<TabloId>? Tablos);

public sealed class MakeTokenHandler(ITokens tokens, ITabloReader tablos, TimeProvider time)
    : ICommandHandler<MakeToken, MadeToken>
{
    /// <exception cref="RefusedException">
    /// <c>token.tablo-unknown</c> (the account is not a member of it), or as <see cref="TokenTerms.From"/>
    /// </exception>
    public async Task<MadeToken> HandleAsync(MakeToken command, CancellationToken ct)
    {
        var terms = TokenTerms.From(command.Label, command.ExpiresInDays, command.Tablos);
        if (terms.Tablos is { } chosen)
        {
            var theirs = await tablos.ListAsync(command.Account, ct);
            if (chosen.Except(theirs.Select(tablo => tablo.Id)).Any())
            {
                throw new RefusedException("token.tablo-unknown", "Tablos");
            }
        }

        var secret = Secret.New();
        var token = new NewToken(TokenId.New(), command.Account, secret.Hash(), terms, time.Now());
        await tokens.AddAsync(token, ct);
        return new MadeToken(token.Id, TokenText.Of(secret));
    }
}

/// <param name="Text">Shown once; it cannot be read again.</param>
public sealed record MadeToken(TokenId Id, string Text)
{
    /// <summary>Omits the text wherever the result is printed.</summary>
    public override string ToString() => nameof(MadeToken);
}

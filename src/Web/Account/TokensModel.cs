using Xtablo.Application.Accounts;
using Xtablo.Application.Tablos;
using Xtablo.Web.Forms;

namespace Xtablo.Web.Account;

/// <param name="Made">The text of the token that has just been created; null when none has.</param>
public sealed record TokensModel(IReadOnlyList<TokenView> Tokens, IReadOnlyList<TabloView> Tablos, TokenForm Form, string? Made);

public sealed class TokenForm : IPosted
{
    public string? Label { get; init; }

    public string? ExpiresInDays { get; init; }

    public bool AllTablos { get; init; }

    /// <summary>The password of the account that creates the token.</summary>
    public string? Password { get; init; }

    /// <summary>The tablos that are checked; null when none is.</summary>
    public IReadOnlyList<Guid>? Tablos { get; init; }
}

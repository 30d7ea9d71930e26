using Xtablo.Application.Accounts;
using Xtablo.Application.Tablos;
using Xtablo.Web.Forms;

namespace Xtablo.Web.Account;

/// <param name="Made">The text of a token that was made just now; null when none was.</param>
public sealed record TokensModel(IReadOnlyList<TokenView> Tokens, IReadOnlyList<TabloView> Tablos, TokenForm Form, string? Made);

public sealed class TokenForm : IPosted
{
    public string? Label { get; init; }

    public string? ExpiresInDays { get; init; }

    public bool AllTablos { get; init; }

    /// <summary>Of who makes it.</summary>
    public string? Password { get; init; }

    /// <summary>Those that are checked; null when none is.</summary>
    public IReadOnlyList<Guid>? Tablos { get; init; }
}

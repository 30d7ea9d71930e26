using System.Runtime.InteropServices;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Realtime;

public enum RingKind
{
    /// <summary>The log of a discussion has grown, or the discussion is gone.</summary>
    Log,

    /// <summary>Something of an account's own has changed, such as what it has read.</summary>
    Account,

    /// <summary>A session or a token has ended.</summary>
    Access,

    /// <summary>Someone is here; like what follows it, this passes and is stored nowhere.</summary>
    Here,

    Left,
    Typing,
    NotTyping,

    /// <summary>What was said of an account is to be forgotten: who is here, who writes.</summary>
    Forgotten,
}

/// <summary>What other nodes are to look up.</summary>
/// <param name="Subject">Whose id it is follows from the kind: a tablo's, an access's, else an account's.</param>
/// <param name="Place">The tablo in which something passes; empty for all of them, and where nothing does.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Ring(RingKind Kind, Guid Subject, Guid Place = default)
{
    /// <summary>Whether it is of what is stored nowhere: who is here, who writes.</summary>
    public bool IsInPassing => Kind >= RingKind.Here;

    public static Ring OfLog(TabloId tablo) => new(RingKind.Log, tablo.Value);

    public static Ring OfAccount(AccountId account) => new(RingKind.Account, account.Value);

    public static Ring OfAccess(AccessId access) => new(RingKind.Access, access.Value);

    /// <summary>Someone is here, or has left.</summary>
    public static Ring OfHere(TabloId tablo, AccountId who, bool on) =>
        new(on ? RingKind.Here : RingKind.Left, who.Value, tablo.Value);

    /// <summary>Someone writes, or no longer does.</summary>
    public static Ring OfTyping(TabloId tablo, AccountId who, bool on) =>
        new(on ? RingKind.Typing : RingKind.NotTyping, who.Value, tablo.Value);

    /// <param name="tablo">In this discussion; null for all.</param>
    public static Ring OfForgotten(AccountId who, TabloId? tablo) =>
        new(RingKind.Forgotten, who.Value, tablo?.Value ?? Guid.Empty);
}

using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// A link that admits anyone who holds its secret. It is part of the discussion, so that its uses are counted under the lock.
/// </summary>
public sealed class Invitation
{
    private Invitation(InvitationId id, byte[] secretHash, AccountId createdBy, DateTimeOffset createdAt, long madeAtSequence)
    {
        Id = id;
        SecretHash = secretHash;
        CreatedBy = createdBy;
        CreatedAt = createdAt;
        MadeAtSequence = madeAtSequence;
    }

    public InvitationId Id { get; }

    /// <summary>SHA-256 of its secret.</summary>
    public byte[] SecretHash { get; }

    /// <summary>The creator's name for it; empty when none was given.</summary>
    public string Label { get; private init; } = "";

    public AccountId CreatedBy { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>The head of the log when it was created: it does not readmit a person removed after that.</summary>
    public long MadeAtSequence { get; }

    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>Null for no limit.</summary>
    public int? MaxUses { get; private init; }

    public int Uses { get; private set; }

    /// <summary>Null unless it was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    internal static Invitation Made(
        InvitationId id, byte[] secretHash, InvitationTerms terms, AccountId by, DateTimeOffset at, long head)
    {
        Guard.Against.NullOrEmpty(secretHash);
        return new(id, secretHash, by, at, head)
        {
            Label = terms.Label,
            MaxUses = terms.MaxUses,
            ExpiresAt = at.AddDays(terms.ExpiresInDays),
        };
    }

    /// <summary>False once it is used up, expired or revoked.</summary>
    public bool Admits(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt && !(Uses >= MaxUses);

    internal void Use() => Uses++;

    internal void Revoke(DateTimeOffset at) => RevokedAt ??= at;
}

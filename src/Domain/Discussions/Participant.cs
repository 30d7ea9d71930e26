using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Discussions;

public enum Role
{
    Member,
    Owner,
}

/// <summary>An account that takes, or took, part in a discussion. Members of a tablo are these and nothing else.</summary>
public sealed class Participant
{
    internal Participant(AccountId accountId, Role role, long sinceNumber)
    {
        AccountId = accountId;
        Role = role;
        SinceNumber = sinceNumber;
    }

    public AccountId AccountId { get; }

    public Role Role { get; private set; }

    /// <summary>The last number when they were admitted; 0 for who was there from the start.</summary>
    public long SinceNumber { get; }

    /// <summary>The sequence of the entry that removed them; null while they take part.</summary>
    public long? RemovedAtSequence { get; private set; }

    public bool TakesPart => RemovedAtSequence is null;

    /// <exception cref="DomainException"><c>tablo.owner-only</c></exception>
    internal void MustOwnTheTablo()
    {
        if (Role is not Role.Owner)
        {
            throw new DomainException("tablo.owner-only");
        }
    }
}

using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

public enum Role
{
    Member,
    Owner,
}

/// <summary>An account that takes, or took, part in a discussion. Nothing else makes an account a member of a tablo.</summary>
public sealed class Participant
{
    internal Participant(AccountId accountId, DisplayName name, Role role, long sinceNumber, long admittedAtSequence)
    {
        AccountId = accountId;
        Name = name;
        Role = role;
        SinceNumber = sinceNumber;
        AdmittedAtSequence = admittedAtSequence;
    }

    public AccountId AccountId { get; }

    /// <summary>
    /// What they are called here: their own name, with a number behind it where another member's reads alike.
    /// </summary>
    public DisplayName Name { get; private set; }

    public Role Role { get; private set; }

    /// <summary>The last number when they were admitted; 0 for a participant from the start.</summary>
    public long SinceNumber { get; private set; }

    /// <summary>The sequence of the entry that last admitted them; 0 for a participant from the start.</summary>
    public long AdmittedAtSequence { get; private set; }

    /// <summary>The sequence of the entry that removed them; null while they take part.</summary>
    public long? RemovedAtSequence { get; private set; }

    public bool TakesPart => RemovedAtSequence is null;

    internal void Rename(DisplayName name) => Name = name;

    internal void Readmit(DisplayName name, long number, long sequence)
    {
        Name = name;
        RemovedAtSequence = null;
        (SinceNumber, AdmittedAtSequence) = (number, sequence);
    }

    internal void Remove(long sequence) => RemovedAtSequence = sequence;

    internal void HandOverTo(Participant other) => (Role, other.Role) = (Role.Member, Role.Owner);
}

using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Later;

/// <summary>
/// The messages that each account has saved for later. A list is its account's alone: no log, stream or row tells of it. What
/// is in a tablo of which the account is no member now is not there for it.
/// </summary>
public interface ISavedMessages
{
    /// <summary>How many messages an account can save.</summary>
    const int Most = 500;

    /// <summary>Saves a message; for one that is saved, only replaces the reminder, and not by none.</summary>
    /// <returns>False, and nothing is stored, for an account that is not a member.</returns>
    /// <exception cref="RefusedException"><c>later.too-many</c></exception>
    Task<bool> SaveAsync(TabloId tablo, AccountId member, MessageId message, Saving saving, CancellationToken ct);

    /// <summary>Takes a message off the list. Idempotent.</summary>
    Task TakeOffAsync(TabloId tablo, AccountId member, MessageId message, CancellationToken ct);

    /// <summary>Returns what is saved, without any text, in no order: a small question, which every page asks.</summary>
    Task<IReadOnlyList<SavedMark>> MarksAsync(AccountId member, CancellationToken ct);

    /// <summary>
    /// Returns a part of the list: those with a reminder by its time, then the others, the last that was saved first. Each
    /// message is as it is at this moment; of a deleted one there is no text.
    /// </summary>
    Task<IReadOnlyList<SavedMessage>> ListAsync(AccountId member, int skip, int take, CancellationToken ct);
}

/// <param name="RemindAt">Null for no reminder, or the one there is.</param>
public sealed record Saving(DateTimeOffset At, DateTimeOffset? RemindAt);

/// <param name="RemindAt">Null when it has no reminder.</param>
public sealed record SavedMark(TabloId TabloId, MessageId MessageId, DateTimeOffset? RemindAt)
{
    /// <summary>True from its time on, for as long as it is saved: late rather than never.</summary>
    public bool IsDue(DateTimeOffset now) => RemindAt <= now;
}

/// <param name="RemindAt">Null when it has no reminder.</param>
public sealed record SavedMessage(MessageRow Message, string TabloName, DateTimeOffset? RemindAt);

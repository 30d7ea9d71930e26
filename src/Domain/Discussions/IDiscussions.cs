using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>All discussions.</summary>
public interface IDiscussions
{
    /// <summary>
    /// The only way to change a discussion: takes its lock, loads it, applies the change, commits, and then, and only then,
    /// has its events handled. There is no cancellation: once asked for, a change must not depend on whether the asker
    /// still listens.
    /// </summary>
    /// <param name="needs">What the change looks at beside the head and the participants.</param>
    /// <param name="change">Pure, for it may run again when the database asks for it; what it throws rolls back.</param>
    /// <exception cref="TimeoutException">
    /// It takes too long; as with any failure of the database it is not known whether the change was, or will be, stored.
    /// </exception>
    /// <returns>What the change returned; null when there is no such discussion.</returns>
    Task<T?> ChangeAsync<T>(TabloId tabloId, Needs needs, Func<Discussion, T> change)
        where T : class;
}

/// <param name="PostedAs">The message of this author and clientId, if there is one.</param>
/// <param name="Message">The message with this id, if there is one.</param>
/// <param name="Invitation">The invitation with this id, if there is one.</param>
public sealed record Needs(
    (AccountId Author, ClientId ClientId)? PostedAs = null, MessageId? Message = null, InvitationId? Invitation = null)
{
    public static readonly Needs Nothing = new();
}

using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>All discussions, each with the tablo that it belongs to.</summary>
public interface IDiscussions
{
    /// <summary>Stores a new discussion and its participants.</summary>
    Task AddAsync(Discussion discussion, CancellationToken ct);

    /// <summary>
    /// The only way to change a discussion: takes its lock, loads it, applies the change, commits, and then, and only then,
    /// has its events handled. There is no cancellation: once asked for, a change must not depend on whether the asker
    /// still listens.
    /// </summary>
    /// <param name="change">Pure, for it may run again when the database asks for it; what it throws rolls back.</param>
    /// <exception cref="TimeoutException">
    /// It takes too long; as with any failure of the database it is not known whether the change was, or will be, stored.
    /// </exception>
    /// <returns>What the change returned; null when there is no such discussion.</returns>
    Task<T?> ChangeAsync<T>(TabloId tabloId, Needs needs, Func<Discussion, T> change)
        where T : class;
}

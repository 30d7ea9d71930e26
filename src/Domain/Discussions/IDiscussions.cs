using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>All discussions, each with the tablo that it belongs to.</summary>
public interface IDiscussions
{
    /// <summary>Stores a new discussion and its participants.</summary>
    Task AddAsync(Discussion discussion, CancellationToken ct);

    /// <summary>
    /// The only way to change a discussion: takes its lock, loads it, applies the change, commits, and only then dispatches
    /// its events. What is posted is no draft any more. One that the change has deleted goes with all that belongs to it. There
    /// is no cancellation: once requested, a change must not depend on whether the caller is still listening.
    /// </summary>
    /// <param name="change">Must be pure: it may run again if the database requires it. An exception rolls back.</param>
    /// <exception cref="TimeoutException">
    /// It took too long. As with any failure of the database, it is unknown whether the change was, or will be, stored.
    /// </exception>
    /// <returns>What <paramref name="change"/> returned; null when there is no such discussion.</returns>
    Task<T?> ChangeAsync<T>(TabloId tabloId, Needs needs, Func<Discussion, T> change)
        where T : class;
}

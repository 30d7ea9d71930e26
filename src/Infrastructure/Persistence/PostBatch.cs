using System.Runtime.InteropServices;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>
/// One transaction that stores many posts, replies and reactions, by a few statements that are prepared once. What it writes is
/// what the context would write. Disposing it rolls back what was not committed, and lets the next writer in.
/// </summary>
internal abstract class PostBatch : IAsyncDisposable
{
    /// <summary>
    /// Where each log ends, of the discussions that this transaction has locked. One that is missing does not exist, or is
    /// locked by someone else.
    /// </summary>
    public Dictionary<TabloId, Cursor> Heads { get; } = [];

    /// <summary>Those keys that had been posted before.</summary>
    public HashSet<PostKey> Repeats { get; } = [];

    /// <summary>Reads discussions that are locked here, with their participants and nothing else.</summary>
    public abstract Task<List<Discussion>> ReadAsync(TabloId[] tablos);

    /// <summary>Reads messages of a discussion that is locked here, those that exist.</summary>
    public abstract Task<List<Message>> ReadAsync(TabloId tablo, MessageId[] messages);

    /// <summary>Prepares the statements that store posts, with no posts in them; dispose it afterwards.</summary>
    public virtual Task RehearseAsync() => Task.CompletedTask;

    /// <summary>Stores what was added, the drafts of it gone, and commits. There is no cancellation.</summary>
    public abstract Task CommitAsync(IReadOnlyList<Addition> additions);

    public abstract ValueTask DisposeAsync();
}

/// <summary>What makes a post the same as an earlier one; of a change that posts nothing, the discussion alone.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PostKey(TabloId Tablo, AccountId Author, ClientId ClientId);

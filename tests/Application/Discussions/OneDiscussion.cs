using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

/// <summary>The only discussion there is, kept in memory.</summary>
internal sealed class OneDiscussion(Discussion discussion) : IDiscussions
{
    /// <summary>What the last change said it looks at; null before the first.</summary>
    public Needs? Needed { get; private set; }

    public Task AddAsync(Discussion discussion, CancellationToken ct) => throw new NotSupportedException();

    public Task<T?> ChangeAsync<T>(TabloId tabloId, Needs needs, Func<Discussion, T> change)
        where T : class
    {
        Needed = needs;
        return Task.FromResult(tabloId == discussion.TabloId ? change(discussion) : null);
    }
}

using System.Collections.Concurrent;
using Xtablo.Application.Limits;

namespace Xtablo.Web.Limits;

/// <summary>Counts in the memory of this node, where there is no other.</summary>
internal sealed class CountsInMemory(TimeProvider time) : ILimitCounts
{
    private readonly ConcurrentDictionary<Limit, SlidingWindow> _windows = [];

    public ValueTask<TimeSpan?> TakeAsync(Limit limit, string key, CancellationToken ct) => new(Of(limit).Take(key));

    public ValueTask<TimeSpan?> WaitOfAsync(Limit limit, string key, CancellationToken ct) => new(Of(limit).WaitOf(key));

    public ValueTask<TimeSpan?> BeginAsync(Limit limit, string key, CancellationToken ct) => new(Of(limit).BeginAsync(key, ct));

    public ValueTask EndAsync(Limit limit, string key, bool failed)
    {
        Of(limit).End(key, failed);
        return ValueTask.CompletedTask;
    }

    private SlidingWindow Of(Limit limit) => _windows.GetOrAdd(limit, each => new SlidingWindow(time, each.Most, each.Stretch));
}

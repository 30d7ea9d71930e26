using System.Collections.Concurrent;
using Xtablo.Infrastructure.Backplane;

namespace Xtablo.Infrastructure.Tests.Backplane;

/// <summary>A line on which a test hears and speaks, and which it breaks.</summary>
internal sealed class FakeLine : ILine
{
    private TaskCompletionSource _broken = new();
    private Action<string>? _heard;

    public string WhyDeaf => "the line is deaf";

    public ConcurrentQueue<string> Sent { get; } = [];

    public bool IsDeaf { get; set; }

    /// <summary>What becomes of a text that is sent; null when it is delivered.</summary>
    public Func<Task>? Sending { get; set; }

    public int Opened { get; private set; }

    public async Task SendAsync(string text, CancellationToken ct)
    {
        await (Sending?.Invoke() ?? Task.CompletedTask);
        Sent.Enqueue(text);
        if (!IsDeaf)
        {
            _heard?.Invoke(text);
        }
    }

    public Task<IOpenLine> ListenAsync(Action<string> heard, CancellationToken ct)
    {
        Opened++;
        (_broken, _heard) = (new(), heard);
        return Task.FromResult<IOpenLine>(new OpenLine(_broken.Task));
    }

    public void Say(string text) => _heard!(text);

    public void Break() => _broken.SetException(new InvalidOperationException("the line broke"));

    private sealed class OpenLine(Task broken) : IOpenLine
    {
        public Task Broken => broken;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Backplane;

namespace Xtablo.Infrastructure.Tests.Backplane;

/// <summary>A node that ends does so while the others ring; to cancel a wait was seen not to return (npgsql#5975).</summary>
public sealed class StoppingUnderRingsTests : IAsyncLifetime
{
    private readonly TestServices _a;
    private readonly TestServices _b;

    public StoppingUnderRingsTests() => (_a, _b) = TwoNodes.Nodes(new BackplaneSettings { Kind = BackplaneKind.Postgres });

    public async ValueTask InitializeAsync()
    {
        await _a.InitializeAsync();
        await _b.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _b.DisposeAsync();
        await _a.DisposeAsync();
    }

    [Fact]
    public async Task Hearing_ends_within_its_time_each_time()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var ringing = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => RingUntilAsync(over.Token)));
        for (var i = 0; i < 30; i++)
        {
            var heard = 0;
            var open = await _b.Get<ILine>().ListenAsync(_ => Interlocked.Increment(ref heard), TestContext.Current.CancellationToken);
            await Soon.IsAsync(() => Volatile.Read(ref heard) > i % 3, "it hears"); // now here, now there in the flow of rings

            await open.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
        }

        await over.CancelAsync();
        await ringing;
    }

    private async Task RingUntilAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await _a.Get<ILine>().SendAsync("a ring", CancellationToken.None);
        }
    }
}

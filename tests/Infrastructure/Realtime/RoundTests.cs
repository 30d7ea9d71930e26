using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

public sealed class RoundTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_ends_with_the_program_is_no_failure()
    {
        using var round = new BrokenOff();
        await round.StartAsync(Ct);
        await round.HasAsked;

        await round.StopAsync(Ct);

        Assert.True(round.ExecuteTask!.IsCompletedSuccessfully, round.ExecuteTask.Exception?.Message);
    }

    /// <summary>Its question is under way until the program ends, and fails then otherwise than by having been given up.</summary>
    private sealed class BrokenOff() : Round(TimeSpan.FromMilliseconds(1), TimeProvider.System, Mock.Of<IOutages>(), NullLogger.Instance)
    {
        private readonly TaskCompletionSource _hasAsked = new();

        public Task HasAsked => _hasAsked.Task;

        public override async Task AskAsync(CancellationToken ct)
        {
            _hasAsked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException("The connection was closed.");
        }
    }
}

using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Operation;

namespace Xtablo.Application.Tests.Common;

public sealed class DoctorTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Findings_come_in_the_order_of_the_checkups_whoever_is_first()
    {
        var slow = new TaskCompletionSource<IReadOnlyList<Finding>>();
        var quick = new Checkup("quick", _ =>
        {
            slow.SetResult([Finding.Well("slow: well"), Finding.Well("slow: and well")]);
            return Task.FromResult<IReadOnlyList<Finding>>([new("quick: not well", "Mend it.")]);
        });

        var findings = await LookAsync(new Checkup("slow", _ => slow.Task), quick);

        Assert.Equal(["ok  slow: well", "ok  slow: and well", "!!  quick: not well. Mend it."], findings);
    }

    [Fact]
    public async Task One_that_hears_nothing_is_waited_for_as_long_as_one_waits_and_no_longer()
    {
        var deaf = new Checkup("mail", _ => new TaskCompletionSource<IReadOnlyList<Finding>>().Task); // not even to its token
        var looking = LookAsync(deaf, new Checkup("disk", ct => ForEverAsync(ct)));

        while (!looking.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(["!!  mail: nothing was heard in 10 s", "!!  disk: nothing was heard in 10 s"], (await looking).Select(line => line.Split(". ")[0]));
    }

    [Fact]
    public async Task One_that_fails_is_a_finding_on_one_line()
    {
        var findings = await LookAsync(new Checkup("disk", _ => throw new IOException("It is\nfull.")));

        Assert.StartsWith("!!  disk: It is full. ", Assert.Single(findings), StringComparison.Ordinal);
    }

    private async Task<List<string>> LookAsync(params Checkup[] checkups)
    {
        var lines = new List<string>();
        await foreach (var finding in new Doctor(checkups, _time).LookAsync(Ct))
        {
            lines.Add($"{finding}");
        }

        return lines;
    }

    private static async Task<IReadOnlyList<Finding>> ForEverAsync(CancellationToken ct)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        return [];
    }

    private sealed class Checkup(string subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> look) : ICheckup
    {
        public string Subject => subject;

        public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct) => look(ct);
    }
}

using System.Globalization;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Backplane;

namespace Xtablo.Infrastructure.Operation;

/// <summary>Rings itself, by the line on which nodes wake each other.</summary>
internal sealed class DoorbellCheckup(IEnumerable<ILine> lines, TimeProvider time) : ICheckup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public string Subject => "doorbell";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (lines.SingleOrDefault() is not { } line)
        {
            return []; // nobody is to be woken
        }

        var ring = $"doctor {Guid.CreateVersion7()}"; // which means nothing to a node
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var open = await line.ListenAsync(text => Note(text == ring), ct);
        var begun = time.GetTimestamp();
        await line.SendAsync(ring, ct);
        try
        {
            await heard.Task.WaitAsync(Patience, time, ct);
        }
        catch (TimeoutException)
        {
            const string ToDo = "Messages come within two seconds all the same. "
                + "To have them at once, give Xtablo a line of its own, past what stands between.";
            return [new($"doorbell: {line.WhyDeaf}", ToDo)];
        }

        var took = time.GetElapsedTime(begun).TotalMilliseconds;
        return [Finding.Well(string.Create(CultureInfo.InvariantCulture, $"doorbell: rang, and was heard after {took:0} ms"))];

        void Note(bool isOurs)
        {
            if (isOurs)
            {
                heard.TrySetResult();
            }
        }
    }
}

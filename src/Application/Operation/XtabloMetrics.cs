using System.Diagnostics.Metrics;

namespace Xtablo.Application.Operation;

/// <summary>The program's metrics, under the meter <c>Xtablo</c>.</summary>
public sealed class XtabloMetrics
{
    public const string MeterName = "Xtablo";

    public XtabloMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        CommandDuration = meter.CreateHistogram<double>(
            "xtablo.command.duration", "s", "How long a command took",
            advice: new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5] });
        PostsInACommit = meter.CreateHistogram<double>(
            "xtablo.commit.posts", description: "How many posts, replies and reactions a commit stored",
            advice: new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64] });
        OpenStreams = meter.CreateUpDownCounter<int>("xtablo.streams", description: "Streams open on this node");
        LogReads = meter.CreateCounter<long>("xtablo.log_read", description: "Readings of the log that memory could not serve");
        LogGaps = meter.CreateCounter<long>("xtablo.log_gap", description: "Holes in the log: what lies beyond one is not sent");
        ClientGaps = meter.CreateCounter<long>(
            "xtablo.client_gap", description: "Streams opened anew because the browser found a gap");
        Resets = meter.CreateCounter<long>("xtablo.reset", description: "Streams told to load the list anew");
        ReconcileHealed = meter.CreateCounter<long>(
            "xtablo.reconcile_healed", description: "Discussions found ahead of what this node had been told");
        StreamWriteTimeouts = meter.CreateCounter<long>(
            "xtablo.stream_write_timeout", description: "Streams cut because their reader did not read");
        ChangesUnknown = meter.CreateCounter<long>(
            "xtablo.post_unknown", description: "Changes of a discussion of which it is not known whether they were stored");
        KeyReplays = meter.CreateCounter<long>(
            "xtablo.key_replay", description: "Posts answered with the message that their clientId already had");
        RingsSent = meter.CreateCounter<long>("xtablo.doorbell_rung", description: "What other nodes were told to look up");
        RingsHeard = meter.CreateCounter<long>("xtablo.doorbell_heard", description: "What other nodes told this one to look up");
        RingsFailed = meter.CreateCounter<long>(
            "xtablo.doorbell_failed", description: "What other nodes could not be told to look up, and find by themselves");
    }

    /// <summary>Publishes each counter without tags at 0: an alarm must not have to wait for the first increment.</summary>
    public void Begin()
    {
        OpenStreams.Add(0);
        Counter<long>[] counters =
        [
            LogReads, LogGaps, ClientGaps, ReconcileHealed, StreamWriteTimeouts, ChangesUnknown, KeyReplays,
            RingsSent, RingsHeard, RingsFailed,
        ];
        foreach (var counter in counters)
        {
            counter.Add(0);
        }
    }

    public Histogram<double> CommandDuration { get; }

    public Histogram<double> PostsInACommit { get; }

    public UpDownCounter<int> OpenStreams { get; }

    public Counter<long> LogReads { get; }

    public Counter<long> LogGaps { get; }

    public Counter<long> ClientGaps { get; }

    public Counter<long> Resets { get; }

    public Counter<long> ReconcileHealed { get; }

    public Counter<long> StreamWriteTimeouts { get; }

    public Counter<long> ChangesUnknown { get; }

    public Counter<long> KeyReplays { get; }

    public Counter<long> RingsSent { get; }

    public Counter<long> RingsHeard { get; }

    public Counter<long> RingsFailed { get; }
}

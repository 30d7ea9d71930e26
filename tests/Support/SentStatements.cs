using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Xtablo.Tests.Support;

/// <summary>What was sent to this database until it is disposed, but what asks a connection that rested whether it still leads there.</summary>
public sealed class SentStatements : IDisposable
{
    private readonly ActivityListener _listener;

    public SentStatements(TestDatabase tables)
    {
        var database = new NpgsqlConnectionStringBuilder(tables.ConnectionString).Database;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.namespace") is string name && name == database && activity.GetTagItem("db.query.text") is string text
                    && text != "SELECT 1")
                {
                    RoundTrips.Enqueue((text, activity.GetTagItem("db.npgsql.prepared") is true));
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ConcurrentQueue<(string Text, bool IsPrepared)> RoundTrips { get; } = [];

    /// <summary>The first word of each.</summary>
    public IEnumerable<string> Statements => RoundTrips
        .SelectMany(trip => trip.Text.Split(";\n"))
        .Select(statement => statement.TrimStart().Split(' ', '\n')[0]);

    public void Dispose() => _listener.Dispose();
}

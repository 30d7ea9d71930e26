using System.Collections.Concurrent;

namespace Xtablo.Faults.Tests.Checking;

/// <summary>
/// What was asked, answered and received about one discussion, all times from one monotonic clock. It spans one epoch: a
/// restore begins another history, whose streams may have asked with cursors of the one before.
/// </summary>
/// <param name="Changes">Everything that was asked for, whatever came of it.</param>
/// <param name="Streams">Each connection, in the order in which they were opened.</param>
/// <param name="Pages">Pages that were read meanwhile.</param>
/// <param name="FinalPages">Every page of the discussion, first to last, read when nothing moved any more.</param>
/// <param name="Replay">The log from its beginning, read then.</param>
/// <param name="Removals">At most one of each person, who does not come back.</param>
public sealed record History(
    IReadOnlyList<Change> Changes,
    IReadOnlyList<StreamRecord> Streams,
    IReadOnlyList<PageRecord> Pages,
    IReadOnlyList<PageRecord> FinalPages,
    StreamRecord Replay,
    IReadOnlyList<Removal> Removals)
{
    public IEnumerable<Row> FinalRows => FinalPages.SelectMany(page => page.Rows);
}

/// <summary>Somebody was taken out of the discussion, or left it.</summary>
/// <param name="Begun">When it was asked for.</param>
/// <param name="Acknowledged">When the answer said yes.</param>
public sealed record Removal(string Person, TimeSpan Begun, TimeSpan Acknowledged);

public enum ChangeKind
{
    Post,
    Edit,
    Delete,
}

/// <summary>One thing somebody wanted, tried until it was answered.</summary>
/// <param name="By">Whose wish it was.</param>
/// <param name="ClientId">Of a post.</param>
/// <param name="MessageId">Of an edit and a deletion.</param>
/// <param name="Marker">In the text of a post or an edit.</param>
public sealed record Change(string By, ChangeKind Kind, string? ClientId, string? MessageId, string? Marker)
{
    private readonly Lock _gate = new();
    private readonly List<Attempt> _attempts = [];

    /// <summary>In the order in which they ended.</summary>
    public IReadOnlyList<Attempt> Attempts
    {
        get
        {
            lock (_gate)
            {
                return [.. _attempts];
            }
        }
    }

    public TimeSpan Invoked => Attempts.Min(attempt => attempt.Begun);

    /// <summary>The first answer that said yes; null when none did.</summary>
    public Attempt? Acknowledged => Attempts.FirstOrDefault(attempt => attempt.Row is not null);

    public void Add(Attempt attempt)
    {
        lock (_gate)
        {
            _attempts.Add(attempt);
        }
    }
}

/// <param name="Status">Null when no answer came: whether it happened is unknown.</param>
/// <param name="Answer">All that came back.</param>
public sealed record Attempt(TimeSpan Begun, TimeSpan Ended, int? Status, string Answer)
{
    /// <summary>The row that a 2xx answered with; null for all others.</summary>
    public Row? Row { get; } = Status is >= 200 and < 300 ? Assert.Single(Checking.Row.AllIn(Answer)) : null;

    /// <summary>True when it may have happened all the same.</summary>
    public bool IsUnknown => Status is null or >= 500;
}

/// <summary>A page that was shown.</summary>
/// <param name="Reader">To whom.</param>
/// <param name="Body">All that came back.</param>
public sealed record PageRecord(string Reader, TimeSpan Begun, TimeSpan Ended, string Body)
{
    public IReadOnlyList<Row> Rows { get; } = Row.AllIn(Body);
}

/// <summary>One connection, its complete frames in the order of the wire.</summary>
/// <param name="Person">Whose it was.</param>
/// <param name="Follower">One follower of theirs has one connection after another.</param>
/// <param name="After">The cursor it asked with; null when it asked with none.</param>
public sealed record StreamRecord(string Person, string Follower, TimeSpan Opened, string? After)
{
    private readonly Lock _gate = new();
    private readonly List<Frame> _frames = [];

    public IReadOnlyList<Frame> Frames
    {
        get
        {
            lock (_gate)
            {
                return [.. _frames];
            }
        }
    }

    public void Add(Frame frame)
    {
        lock (_gate)
        {
            _frames.Add(frame);
        }
    }
}

/// <param name="Cursor">Its id; of <c>ready</c> the head in its data; null for frames that have no place in the log.</param>
/// <param name="Data">Its data lines.</param>
public sealed record Frame(TimeSpan At, string Event, Cursor? Cursor, string Data)
{
    private static readonly ConcurrentDictionary<string, Row> Known = new(StringComparer.Ordinal); // thousands receive the same

    /// <summary>The row it brings; null unless it is a <c>message</c>.</summary>
    public Row? Row { get; } = string.Equals(Event, "message", StringComparison.Ordinal)
        ? Known.GetOrAdd(Data, static data => Assert.Single(Checking.Row.AllIn(data)))
        : null;
}

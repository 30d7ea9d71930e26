namespace Xtablo.Faults.Tests.Checking;

/// <summary>Goes along one connection, from cursor to cursor, and notes STREAM-GAP, STREAM-REPEAT and EPOCH-NO-RESET.</summary>
public sealed class StreamWalk
{
    private readonly StreamRecord _stream;
    private readonly Facts _facts;
    private readonly List<Violation> _violations = [];
    private readonly List<long> _missing = [];
    private readonly List<Frame> _before = []; // what came before ready
    private bool _ready;

    public StreamWalk(StreamRecord stream, Facts facts)
    {
        (_stream, _facts) = (stream, facts);
        Position = Cursor.From(stream.After);
        foreach (var frame in stream.Frames.Where(frame => frame.Cursor is not null))
        {
            Take(frame, frame.Cursor!.Value);
        }

        Judge(laterThan: Position?.Sequence ?? long.MaxValue);
    }

    /// <summary>Where the connection got to; null when it never learned where it was.</summary>
    public Cursor? Position { get; private set; }

    public IReadOnlyList<Violation> Violations => _violations;

    private void Take(Frame frame, Cursor cursor)
    {
        switch (frame.Event)
        {
            case "reset":
                if (Position is { } good && good.Epoch == cursor.Epoch && good.Sequence <= cursor.Sequence)
                {
                    Note(Rule.EpochNoReset, $"was reset to {cursor} from {good}, which was good");
                }

                _missing.Clear(); // the list is loaded anew
                break;
            case "message":
                Arrive(cursor, isEntry: true);
                _before.Add(frame);
                break;
            case "ready":
                Arrive(cursor, isEntry: false);
                Judge(laterThan: long.MaxValue);
                _ready = true;
                break;
            default:
                return;
        }

        Position = cursor;
    }

    private void Arrive(Cursor cursor, bool isEntry)
    {
        if (Position is not { } position)
        {
            return;
        }

        if (position.Epoch != cursor.Epoch || position.Sequence > cursor.Sequence && !isEntry)
        {
            Note(Rule.EpochNoReset, $"went from {position} to {cursor} without a reset");
            return;
        }

        if (isEntry && cursor.Sequence <= position.Sequence)
        {
            Note(Rule.StreamRepeat, $"was at {position} and got {cursor}");
        }

        for (var sequence = position.Sequence + 1; sequence < cursor.Sequence + (isEntry ? 0 : 1); sequence++)
        {
            if (_ready)
            {
                Note(Rule.StreamGap, $"was ready and at {position} and then got {cursor}");
                return;
            }

            _missing.Add(sequence);
        }
    }

    private void Judge(long laterThan)
    {
        foreach (var sequence in _missing.Where(sequence => !_facts.IsOvertaken(sequence, _before, laterThan)))
        {
            Note(Rule.StreamGap, $"asked after {_stream.After} and never got {sequence}");
        }

        _missing.Clear();
    }

    private void Note(Rule rule, string what) => _violations.Add(new Violation(rule, $"a connection of {_stream.Follower} {what}"));
}

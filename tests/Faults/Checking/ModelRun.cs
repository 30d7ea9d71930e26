namespace Xtablo.Faults.Tests.Checking;

/// <summary>A seeded life of a <see cref="ModelDiscussion"/>, step by step on a clock of its own: writers, followers that come and go, crashes.</summary>
public sealed class ModelRun(PlantedBug bug, int seed)
{
    private readonly Random _random = new(seed);
    private readonly ModelDiscussion _model = new(bug);
    private readonly Recorder _recorder = new();
    private readonly Dictionary<string, Row> _alive = [];
    private readonly Connection?[] _followers = new Connection?[3];
    private readonly Cursor?[] _cursors = new Cursor?[3];
    private TimeSpan _now;

    public History Live(int steps = 300)
    {
        _model.Post("before", "before anyone came");
        _model.Restore();
        Array.Fill(_cursors, new Cursor("epoch001", 1)); // as the followers of the history before would ask
        Attempt(_recorder.Add(new Change(ChangeKind.Post, "before", null, Marker.Of(0))), () => _model.Post("before", "before anyone came"));
        for (var step = 0; step < steps; step++)
        {
            Step();
        }

        Attempt(_recorder.Add(new Change(ChangeKind.Post, "last", null, null)), () => _model.Post("last", "just before the power cut"));
        _model.CutPower();
        for (var follower = 0; follower < _followers.Length; follower++)
        {
            Follow(follower);
        }

        var replay = new StreamRecord("replay", Tick(), new Cursor(_model.Epoch, 0).ToString());
        Receive(replay, _model.Open(_now, Cursor.From(replay.After)));
        return _recorder.Finish([new PageRecord(Tick(), Tick(), _model.Page(isViewedByAnother: true))], replay);
    }

    private void Step()
    {
        switch (_random.Next(14))
        {
            case < 4:
                var text = _recorder.NewMarker();
                var post = _recorder.Add(new Change(ChangeKind.Post, $"key {_recorder.Changes.Count}", null, text));
                if (_random.Next(5) == 0) // its answer is lost
                {
                    _model.Post(post.ClientId!, text);
                    post.Add(new Attempt(Tick(), Tick(), null, ""));
                }

                Attempt(post, () => _model.Post(post.ClientId!, text));
                break;
            case 4 when _recorder.Changes.LastOrDefault(change => change.Kind is ChangeKind.Post) is { } again:
                Attempt(again, () => _model.Post(again.ClientId!, again.Marker!));
                break;
            case 5 when _alive.Count > 1:
                var edited = Any();
                var words = _recorder.NewMarker();
                Attempt(_recorder.Add(new Change(ChangeKind.Edit, null, edited, words)), () => _model.Edit(edited, words));
                break;
            case 6 when _alive.Count > 1:
                var deleted = Any();
                _alive.Remove(deleted);
                Attempt(_recorder.Add(new Change(ChangeKind.Delete, null, deleted, null)), () => _model.Delete(deleted), lives: false);
                break;
            case 7:
                _recorder.Add(new PageRecord(Tick(), Tick(), _model.Page(isViewedByAnother: false)));
                break;
            case 8:
                _model.Restart();
                Array.Clear(_followers);
                break;
            case 9:
                _followers[_random.Next(_followers.Length)] = null;
                break;
            default:
                Follow(_random.Next(_followers.Length));
                break;
        }
    }

    private void Follow(int follower)
    {
        if (_followers[follower] is { } open)
        {
            Receive(open.Record, _model.After(Tick(), open.At.Sequence));
        }
        else
        {
            var record = _recorder.Add(new StreamRecord($"follower {follower}", Tick(), _cursors[follower]?.ToString()));
            Receive(record, _model.Open(_now, _cursors[follower]));
            open = _followers[follower] = new Connection(record);
        }

        if (open.Record.Frames is [.., { Cursor: { } cursor }])
        {
            _cursors[follower] = open.At = cursor;
        }
    }

    private void Attempt(Change change, Func<(int Status, string Answer)> ask, bool lives = true)
    {
        var begun = Tick();
        var (status, answer) = ask();
        var attempt = new Attempt(begun, Tick(), status, answer);
        change.Add(attempt);
        if (lives && attempt.Row is { } row && change.Attempts.Count(other => other.Row is not null) == 1)
        {
            _alive[row.MessageId] = row;
        }
    }

    /// <summary>A message that is not deleted. The very newest is left alone, as a crash may yet take it from a server that has the bug.</summary>
    private string Any() => _alive.Values.OrderBy(row => row.Number).ElementAt(_random.Next(_alive.Count - 1)).MessageId;

    private TimeSpan Tick() => _now += TimeSpan.FromMilliseconds(700);

    private static void Receive(StreamRecord record, IEnumerable<Frame> frames)
    {
        foreach (var frame in frames)
        {
            record.Add(frame);
        }
    }

    private sealed class Connection(StreamRecord record)
    {
        public StreamRecord Record => record;

        public Cursor At { get; set; }
    }
}

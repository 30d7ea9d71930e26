namespace Xtablo.Faults.Tests.Checking;

/// <summary>A seeded life of a <see cref="ModelDiscussion"/>, step by step on a clock of its own: writers, followers that come and go, crashes, and one member who is removed and goes on trying.</summary>
public sealed class ModelRun(PlantedBug bug, int seed)
{
    private const string Ada = "ada", Bob = "bob", Cyd = "cyd"; // Bob is removed

    private readonly Random _random = new(seed);
    private readonly ModelDiscussion _model = new(bug);
    private readonly Recorder _recorder = new();
    private readonly Dictionary<string, (Row Row, string Author)> _alive = [];
    private readonly string[] _people = [Ada, Bob, Cyd, Bob]; // each follower's
    private readonly Connection?[] _followers = new Connection?[4];
    private readonly Cursor?[] _cursors = new Cursor?[4];
    private TimeSpan _now;

    public History Live(int steps = 300)
    {
        _model.Post(Ada, "before", "before anyone came");
        _model.Restore();
        Array.Fill(_cursors, new Cursor("epoch001", 1)); // as the followers of the history before would ask
        Attempt(_recorder.Add(new Change(Ada, ChangeKind.Post, "before", null, Marker.Of(0))), () => _model.Post(Ada, "before", "before anyone came"));
        var removal = _random.Next(steps / 3, steps * 2 / 3);
        for (var step = 0; step < steps; step++)
        {
            Step();
            if (step == removal)
            {
                RemoveBob();
            }
        }

        Attempt(_recorder.Add(new Change(Ada, ChangeKind.Post, "last", null, null)), () => _model.Post(Ada, "last", "just before the power cut"));
        _model.CutPower();
        for (var follower = 0; follower < _followers.Length; follower++)
        {
            Follow(follower);
        }

        var replay = new StreamRecord(Ada, "replay", Tick(), new Cursor(_model.Epoch, 0).ToString());
        Receive(replay, _model.Open(_now, Cursor.From(replay.After)));
        return _recorder.Finish([new PageRecord(Ada, Tick(), Tick(), _model.Page(Ada)!)], replay);
    }

    private void Step()
    {
        switch (_random.Next(14))
        {
            case < 4:
                var post = NewPost(Someone());
                if (_random.Next(5) == 0) // its answer is lost
                {
                    _model.Post(post.By, post.ClientId!, post.Marker!);
                    post.Add(new Attempt(Tick(), Tick(), null, ""));
                }

                Attempt(post, () => _model.Post(post.By, post.ClientId!, post.Marker!));
                break;
            case 4 when _recorder.Changes.LastOrDefault(change => change.Kind is ChangeKind.Post && (_model.TakesPart(Bob) || change is { By: Bob, Acknowledged: not null })) is { } again:
                Attempt(again, () => _model.Post(again.By, again.ClientId!, again.Marker!));
                break;
            case 5 when _alive.Count > 1:
                var (edited, editor) = Any();
                var words = _recorder.NewMarker();
                Attempt(_recorder.Add(new Change(editor, ChangeKind.Edit, null, edited, words)), () => _model.Edit(editor, edited, words));
                break;
            case 6 when _alive.Count > 1:
                var (deleted, author) = Any();
                _alive.Remove(deleted);
                Attempt(_recorder.Add(new Change(author, ChangeKind.Delete, null, deleted, null)), () => _model.Delete(author, deleted), lives: false);
                break;
            case 7 when Someone() is var reader && _model.Page(reader) is { } page:
                _recorder.Add(new PageRecord(reader, Tick(), Tick(), page));
                break;
            case 8:
                _model.Restart();
                Array.Clear(_followers);
                break;
            case 9:
                _followers[_random.Next(_followers.Length)] = null;
                break;
            case 10:
                TwoTogether(Ada, isSecondRefused: _random.Next(2) == 0);
                break;
            default:
                Follow(_random.Next(_followers.Length));
                break;
        }
    }

    private void TwoTogether(string by, bool isSecondRefused)
    {
        var (first, second) = (NewPost(by), NewPost(by));
        var begun = Tick();
        var answers = _model.PostTogether(by, (first.ClientId!, first.Marker!), second.ClientId!, isSecondRefused ? null : second.Marker);
        foreach (var (post, (status, answer)) in ((Change, (int, string))[])[(first, answers.First), (second, answers.Second)])
        {
            post.Add(new Attempt(begun, Tick(), status, answer));
        }
    }

    private void Follow(int follower)
    {
        var person = _people[follower];
        if (_followers[follower] is { } open)
        {
            Receive(open.Record, _model.After(Tick(), person, open.At.Sequence));
        }
        else if (_model.Opens(person))
        {
            var record = _recorder.Add(new StreamRecord(person, $"follower {follower}", Tick(), _cursors[follower]?.ToString()));
            Receive(record, _model.Open(_now, _cursors[follower]));
            open = _followers[follower] = new Connection(record);
        }
        else
        {
            return;
        }

        if (open.Record.Frames is [.., { Event: "bye" }])
        {
            _followers[follower] = null;
        }
        else if (open.Record.Frames is [.., { Cursor: { } cursor }])
        {
            _cursors[follower] = open.At = cursor;
        }
    }

    /// <summary>While a post of his waits for its turn, and a message that his streams have not heard of yet is edited after him.</summary>
    private void RemoveBob()
    {
        Follow(1);
        var late = NewPost(Bob);
        var (begun, tookPart) = (Tick(), _model.TakesPart(Bob));
        var unheard = NewPost(Ada);
        Attempt(unheard, () => _model.Post(Ada, unheard.ClientId!, unheard.Marker!));
        var asked = Tick();
        _model.Remove(Bob);
        _recorder.Add(new Removal(Bob, asked, Tick()));
        var (status, answer) = _model.Post(Bob, late.ClientId!, late.Marker!, tookPart);
        late.Add(new Attempt(begun, Tick(), status, answer));
        var words = _recorder.NewMarker();
        var message = unheard.Acknowledged!.Row!.MessageId;
        Attempt(_recorder.Add(new Change(Ada, ChangeKind.Edit, null, message, words)), () => _model.Edit(Ada, message, words));
        Follow(1);
    }

    private Change NewPost(string by) => _recorder.Add(new Change(by, ChangeKind.Post, $"key {_recorder.Changes.Count}", null, _recorder.NewMarker()));

    private string Someone() => _people[_random.Next(_people.Length)];

    private void Attempt(Change change, Func<(int Status, string Answer)> ask, bool lives = true)
    {
        var begun = Tick();
        var (status, answer) = ask();
        var attempt = new Attempt(begun, Tick(), status, answer);
        change.Add(attempt);
        if (lives && attempt.Row is { } row && change.Attempts.Count(other => other.Row is not null) == 1)
        {
            _alive[row.MessageId] = (row, change.By);
        }
    }

    /// <summary>A message that is not deleted. The very newest is left alone, as a crash may yet take it from a server that has the bug.</summary>
    private (string Message, string Author) Any()
    {
        var (row, author) = _alive.Values.OrderBy(message => message.Row.Number).ElementAt(_random.Next(_alive.Count - 1));
        return (row.MessageId, author);
    }

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

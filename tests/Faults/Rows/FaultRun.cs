using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Xtablo.Faults.Tests.Checking;
using Xtablo.Faults.Tests.Crowd;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>One row of the table of faults: the program with its database, a crowd at work, a fault, and what must hold in the end.</summary>
public sealed class FaultRun : IAsyncDisposable
{
    public static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromSeconds(15);

    private readonly string _row;
    private readonly Store _store;
    private readonly string _data = Directory.CreateTempSubdirectory("xtablo-faults-").FullName;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _over = new();
    private readonly List<Writer> _writers = [];
    private readonly List<Task> _writing = [];
    private readonly List<Task> _following = [];
    private readonly List<Follower> _followers = [];
    private readonly List<XtabloProcess> _others = [];
    private readonly ConcurrentQueue<Person> _members = new();
    private PostgresCluster? _postgres;
    private PostgresCluster? _standby;
    private XtabloProcess? _program;
    private PgBouncer? _pooler;
    private TcpProxy? _databaseLine;
    private TcpProxy? _line;
    private int _faults;

    private FaultRun(string row, Store store)
    {
        (_row, _store) = (row, store);
        Random = new Random(Dose.SeedOf($"{row} {store}"));
    }

    public Random Random { get; }

    public Recorder Recorder { get; private set; } = new();

    public XtabloProcess Program => _program!;

    public PostgresCluster Postgres => _postgres!;

    /// <summary>Between the program and PostgreSQL.</summary>
    public TcpProxy DatabaseLine => _databaseLine!;

    /// <summary>Between the crowd and the program.</summary>
    public TcpProxy Line => _line!;

    /// <summary>Who has the tablo, on a line of her own that is always good.</summary>
    public Person Ada { get; private set; } = null!;

    public string Discussion { get; private set; } = null!;

    public IReadOnlyList<Follower> Followers => _followers;

    /// <summary>How often the fault really happened.</summary>
    public int Faults => _faults;

    public IReadOnlyList<Writer> Writers => _writers;

    /// <summary>Plays a row from its set-up to what must hold: the fault happened, something was acknowledged, no rule is broken.</summary>
    /// <param name="row">Such as <c>F3 the program is killed</c>.</param>
    /// <param name="build">Of the program at its first start; null for the one that <c>./test</c> published.</param>
    public static async Task PlayAsync(string row, Store store, Func<FaultRun, Task> play, Dictionary<string, string>? settings = null, string? build = null)
    {
        await using var run = new FaultRun(row, store);
        try
        {
            await run.StartAsync(settings, build);
            await play(run);
            await run.EndAsync();
        }
        catch
        {
            TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', run._program?.Log.TakeLast(40) ?? ["The program was not started."]));
            throw;
        }
    }

    /// <summary>Somebody with an account of their own, through <see cref="Line"/>, whom a link of Ada's has let in.</summary>
    public async Task<Person> JoinAsync(string invitation)
    {
        var member = new Person(new Uri($"http://127.0.0.1:{Line.Port}"));
        _members.Enqueue(member);
        await member.SignUpAsync();
        await member.JoinAsync(invitation);
        return member;
    }

    /// <summary>Ada removes a member.</summary>
    public Task RemoveAsync(Person member, string accountId) => TakeOutAsync(member, Ada, $"/members/{accountId}/remove");

    public Task LeaveAsync(Person member) => TakeOutAsync(member, member, "/leave");

    /// <summary>Somebody looks at the discussion, or at another of its pages.</summary>
    public async Task ReadAsync(Person reader, string page = "")
    {
        var begun = Recorder.Now;
        if (await reader.ReadRowsAsync(Discussion + page) is { } rows)
        {
            Recorder.Add(new PageRecord(reader.Name, begun, Recorder.Now, rows));
        }
    }

    /// <summary>Writers and followers, who ask in all ways, through <see cref="Line"/> or another port.</summary>
    /// <param name="answers">Whether the writers also answer what they wrote, and react to it.</param>
    public async Task CrowdAsync(int writers, int followers, int? through = null, bool answers = false)
    {
        var there = Ada.At(new Uri($"http://127.0.0.1:{through ?? Line.Port}"));
        var head = await Ada.CursorOfAsync(Discussion);
        for (var i = 0; i < followers; i++)
        {
            Follow(there, (Asking)(i % 3), head);
        }

        await UntilFollowersAreReadyAsync();
        for (var i = 0; i < writers; i++)
        {
            var writer = NewWriter(there);
            writer.Answers = answers;
            Write(writer);
        }
    }

    /// <summary>Sets a writer to work until the end.</summary>
    public void Write(Writer writer)
    {
        _writers.Add(writer);
        _writing.Add(writer.WriteAsync(_enough.Token));
    }

    /// <summary>Someone who follows until the end, and must have come to the head then.</summary>
    public Follower Follow(Person person, Asking asking = Asking.ByAddress, string? startsAfter = null)
    {
        var follower = NewFollower(person, asking, startsAfter);
        _following.Add(follower.FollowAsync(_over.Token));
        return follower;
    }

    /// <summary>The same, who waits to be told to ask.</summary>
    public Follower NewFollower(Person person, Asking asking = Asking.ByAddress, string? startsAfter = null)
    {
        var follower = new Follower($"follower {_followers.Count + 1}", person, Discussion, Recorder, NewRandom(), asking, startsAfter);
        _followers.Add(follower);
        return follower;
    }

    /// <summary>Another node on the same database, which hears nothing from the others unless its settings say so.</summary>
    /// <param name="line">Between it and PostgreSQL; null for a good one.</param>
    /// <param name="data">Its data directory; null for one of its own.</param>
    public async Task<XtabloProcess> StartNodeAsync(Dictionary<string, string>? settings = null, TcpProxy? line = null, string? data = null)
    {
        data ??= Directory.CreateDirectory(Path.Combine(_data, $"node{_others.Count + 2}")).FullName;
        var node = new XtabloProcess(data, PostgresCluster.ConnectionTo(line?.Port ?? _pooler?.Port ?? _postgres!.Port), settings) { Build = Program.Build };
        _others.Add(node);
        await node.StartAsync();
        return node;
    }

    /// <summary>A standby of the database, which gets by a line what is stored there.</summary>
    public async Task<PostgresCluster> StartStandbyAsync(TcpProxy line) => _standby = await PostgresCluster.CreateStandbyAsync(line);

    /// <summary>How long after its answer a message came to a follower, at most; one that has not come counts until now.</summary>
    public TimeSpan LongestDelayOf(Follower follower)
    {
        var now = Recorder.Now;
        var streams = Recorder.Streams.Where(stream => stream.Follower == follower.Name).ToList(); // it may have come back: then that counts too
        var heard = streams.SelectMany(stream => stream.Frames).Where(frame => frame.Cursor is not null).ToList();
        var answers = Recorder.Changes.Select(change => change.Acknowledged).OfType<Attempt>().Where(answer => answer.Begun > streams[0].Opened);
        return answers.Max(answer => (heard.Find(frame => frame.Cursor!.Value.Sequence >= answer.Row!.Revision)?.At ?? now) - answer.Ended);
    }

    public Writer NewWriter(Person person) => new(person, Discussion, Recorder, NewRandom(), _over.Token);

    /// <summary>The fault was injected so many times more.</summary>
    public void Bit(int times = 1) => Interlocked.Add(ref _faults, times);

    /// <summary>Lets the writers finish what they are at.</summary>
    public async Task StopWritingAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_writing).WaitAsync(SettleLimit);
    }

    /// <summary>Lets everything come to rest, before a way that the crowd goes is taken away.</summary>
    public async Task SettleAsync()
    {
        await StopWritingAsync();
        await UntilFollowersAreAtAsync((await DumpAsync()).Replay.Frames[^1].Cursor);
    }

    /// <summary>A while of at most so long: the crowd is at work meanwhile.</summary>
    public Task MomentAsync(int milliseconds) => Task.Delay(Random.Next(milliseconds / 4, milliseconds));

    public Task UntilFollowersAreReadyAsync() => Patience.UntilAsync(() => Admitted().All(follower => follower.IsReady), SettleLimit, "all followers are ready");

    public Task UntilFollowersAreAtAsync(Cursor? head) =>
        Patience.UntilAsync(() => Admitted().All(follower => follower.At == head), CatchUpLimit, "all followers are at the head");

    /// <summary>Counts from now on.</summary>
    public Task UntilSomethingIsAcknowledgedAsync(TimeSpan limit)
    {
        var begun = Recorder.Now;
        return Patience.UntilAsync(
            () => Recorder.Changes.Any(change => change.Attempts.Any(attempt => attempt.Row is not null && attempt.Begun > begun)), limit, "a post is acknowledged again");
    }

    /// <summary>So many changes in all. How fast they come is the machine's affair, and no row's.</summary>
    public Task UntilAcknowledgedAsync(int changes) => Patience.UntilAsync(
        () => Recorder.Changes.Count(change => change.Acknowledged is not null) >= changes, SettleLimit, $"{changes} changes are acknowledged");

    /// <summary>The fault has happened; on a busy machine the crowd may take longer than a moment to meet it.</summary>
    public Task UntilItBitAsync() => Patience.UntilAsync(() => Volatile.Read(ref _faults) > 0, SettleLimit, "the fault happens");

    /// <summary>Every page and the log from its beginning, as anyone could read them now.</summary>
    public async Task<History> DumpAsync()
    {
        var pages = new List<PageRecord>();
        var last = 0L;
        do
        {
            var begun = Recorder.Now;
            var rows = await ReadRowsAsync(string.Create(CultureInfo.InvariantCulture, $"{Discussion}?after={last}"));
            pages.Add(new PageRecord(Ada.Name, begun, Recorder.Now, rows));
            last = pages[^1].Rows is [.., var row] ? row.Number : last;
        }
        while (pages[^1].Rows.Count > 0);

        List<Frame> received;
        for (var tries = 1; (received = await ReplayAsync()) is not [.., { Event: "ready" }]; tries++)
        {
            Assert.True(tries < 20, "the replay ends before it is ready"); // as in ReadRowsAsync
        }

        var replay = new StreamRecord(Ada.Name, "the replay", Recorder.Now, $"{received[^1].Cursor!.Value.Epoch}.0");
        received.ForEach(replay.Add);
        return Recorder.Finish(pages, replay);
    }

    /// <summary>The log from its beginning until it is ready, or ends.</summary>
    private async Task<List<Frame>> ReplayAsync()
    {
        using var answer = await Ada.FollowAsync($"{Discussion}/stream?after=0", lastEventId: null, CancellationToken.None);
        using var frames = new FrameReader(await answer.Content.ReadAsStreamAsync(), () => Recorder.Now);
        var received = new List<Frame>();
        while (received is not [.., { Event: "ready" }] && await frames.NextAsync(CancellationToken.None) is { } frame)
        {
            received.Add(frame);
        }

        return received;
    }

    /// <summary>A connection of the program that the fault has broken may only be noticed by who asks next.</summary>
    private async Task<string> ReadRowsAsync(string path)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await Ada.ReadRowsAsync(path) ?? throw new InvalidOperationException("The discussion is gone.");
            }
            catch (HttpRequestException away) when (away.StatusCode is HttpStatusCode.ServiceUnavailable && tries < 20)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        foreach (var program in _others.Concat(_program is null ? [] : [_program]))
        {
            await program.DisposeAsync();
        }

        await (_line?.DisposeAsync() ?? default);
        await (_databaseLine?.DisposeAsync() ?? default);
        await (_pooler?.DisposeAsync() ?? default);
        await (_standby?.DisposeAsync() ?? default);
        await (_postgres?.DisposeAsync() ?? default);
        Directory.Delete(_data, recursive: true);
        foreach (var person in _members)
        {
            person.Dispose();
        }

        Ada?.Dispose();
        _enough.Dispose();
        _over.Dispose();
    }

    private async Task StartAsync(Dictionary<string, string>? settings, string? build)
    {
        if (_store is not Store.Sqlite)
        {
            _postgres = await PostgresCluster.CreateAsync();
            _pooler = _store is Store.PooledPostgres ? await PgBouncer.StartAsync(_postgres.Port) : null;
            _databaseLine = new TcpProxy(_pooler?.Port ?? _postgres.Port);
        }

        _program = new XtabloProcess(_data, _databaseLine is null ? null : PostgresCluster.ConnectionTo(_databaseLine.Port), settings);
        Program.Build = build ?? Program.Build;
        await Program.StartAsync();
        _line = new TcpProxy(Program.Port);
        Ada = new Person(Program.Address);
        await Ada.SignUpAsync();
        Discussion = await Ada.CreateTabloAsync();
    }

    private async Task TakeOutAsync(Person member, Person by, string path)
    {
        var begun = Recorder.Now;
        Assert.Equal(303, await by.InsistAsync(Discussion.Replace("/discussion", path, StringComparison.Ordinal)));
        Recorder.Add(new Removal(member.Name, begun, Recorder.Now));
    }

    /// <summary>The followers of those who take part still.</summary>
    private IEnumerable<Follower> Admitted()
    {
        var removed = Recorder.Removals.Select(removal => removal.Person).ToHashSet();
        return _followers.Where(follower => !removed.Contains(follower.Person.Name));
    }

    /// <summary>Lets everything come to rest and holds the history against the rules.</summary>
    private async Task EndAsync()
    {
        await UntilAcknowledgedAsync(1);
        await StopWritingAsync();
        var history = await DumpAsync();
        await Task.WhenAny(UntilFollowersAreAtAsync(history.Replay.Frames[^1].Cursor)); // if they do not come, NOT-CAUGHT-UP says so
        await _over.CancelAsync();
        await Task.WhenAll(_following);

        history = history with { Streams = [.. Recorder.Streams] };
        var violations = HistoryChecker.Check(history);
        Report(history, violations.Count);
        if (violations.Count > 0)
        {
            throw new BrokenPromiseException(_row, violations);
        }

        Assert.True(_faults > 0, "the fault never happened");
    }

    private void Report(History history, int violations)
    {
        if (Dose.Report is not null)
        {
            File.AppendAllText(Dose.Report, string.Create(
                CultureInfo.InvariantCulture,
                $"| {_row} | {_store} | {Stopwatch.GetElapsedTime(_begun).TotalSeconds:F0} | {history.Changes.Count(change => change.Acknowledged is not null)} | {history.Streams.Count} | {history.Streams.Sum(stream => stream.Frames.Count)} | {_faults} | {violations} |\n"));
        }
    }

    private Random NewRandom()
    {
        lock (Random)
        {
            return new Random(Random.Next());
        }
    }
}

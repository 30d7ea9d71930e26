// Measures the published program beside its peers: dotnet run -c Release --project bench -- all
//   posts posts-spread posts-reacted at-rest steady flood waiting waiting-15000 reconnecting page    single scenarios, several at will
//   posts-10 posts-100 steady-100 steady-4000 page-100000 page-1000000 find-100000 find-1000000    and how they grow with size, not part of all
//   nodes nodes-posts nodes-posts-100    nodes on one PostgreSQL, not part of all
//   --seconds N   how long each is measured (10)
//   --runs N      how often; the medians are shown (5)
//   --only NAMES  servers whose name contains one of these, as in Go,SQLite
//   --program DLL another build of the program, instead of publishing this one
using System.Globalization;
using System.Net.Sockets;
using Xtablo.Bench;
using Xtablo.Bench.Scenarios;
using Xtablo.Bench.Servers;

Scenario[] known =
[
    new Posts("posts", clients: 16, discussions: 1),
    new Posts("posts-spread", clients: 32, discussions: 500),
    new AtRest(),
    new Steady("steady", streams: 1000),
    new Flood(),
    new Waiting("waiting", streams: 8000),
    new Waiting("waiting-15000", streams: 15_000),
    new Reconnecting(),
    new Pages("page", messages: 50),
    new Reacting(),
];
Scenario[] larger =
[
    new Posts("posts-10", clients: 32, discussions: 10),
    new Posts("posts-100", clients: 32, discussions: 100),
    new Steady("steady-100", streams: 100),
    new Steady("steady-4000", streams: 4000),
    new Pages("page-100000", messages: 100_000),
    new Pages("page-1000000", messages: 1_000_000),
    new Finding("find-100000", messages: 100_000),
    new Finding("find-1000000", messages: 1_000_000),
];
Scenario[] onNodes = [new SteadyOnNodes(), new PostsOnNodes("nodes-posts", discussions: 1), new PostsOnNodes("nodes-posts-100", discussions: 100)];
Scenario[] every = [.. known, .. larger, .. onNodes];
Scenario[] chosen = args.Contains("all") ? known : [.. every.Where(scenario => args.Contains(scenario.Name))];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"Which of them? all {string.Join(' ', every.Select(scenario => scenario.Name))}");
    return 1;
}

var duration = TimeSpan.FromSeconds(Number("--seconds", 10));
var runs = Number("--runs", 5);
var only = (Option("--only") ?? "").Split(',');

var root = Root();
var built = Directory.CreateDirectory(Path.Combine(root, "artifacts", "bench")).FullName;
var program = Option("--program") ?? await PublishAsync("src/Web", "Xtablo.Web.dll");
var peers = await PublishAsync("bench/peers/dotnet", "Xtablo.Peers.dll");
await using var postgres = await PostgresCluster.StartAsync();
var standIn = await StandIn.BuildAsync(Path.Combine(root, "bench", "peers", "standin"), built);
if (postgres is null || standIn is null)
{
    Say("Left out: what needs PostgreSQL, or the stand-in in Go (golang-go, golang-github-jackc-pgx-v4-dev).");
}

var socketIo = postgres is null ? null : await SocketIoPeer.RestoreAsync(Path.Combine(root, "bench", "peers", "socketio"));
if (postgres is not null && socketIo is null)
{
    Say("Left out: Socket.IO, for there is no npm, or its packages cannot be had.");
}

var ejabberd = postgres is null ? null : EjabberdPeer.Installed();
if (postgres is not null && ejabberd is null)
{
    Say("Left out: ejabberd (Debian's ejabberd and erlang-p1-pgsql).");
}

Func<Server>[] servers =
[
    .. postgres is null || standIn is null ? Array.Empty<Func<Server>>() : [() => new StandIn(standIn, postgres)],
    .. postgres is null ? Array.Empty<Func<Server>>() :
    [
        () => new DotNetPeer("SignalR", "signalr", peers, postgres),
        () => new DotNetPeer("ServerSentEvents", "events", peers, postgres),
    ],
    .. postgres is null || socketIo is null ? Array.Empty<Func<Server>>() : [() => new SocketIoPeer(socketIo, postgres)],
    .. postgres is null || ejabberd is null ? Array.Empty<Func<Server>>() : [() => new EjabberdPeer(ejabberd, postgres)],
    () => new Floor(peers),
    () => new XtabloServer(program, postgres: null),
    .. postgres is null ? Array.Empty<Func<Server>>() : [() => new XtabloServer(program, postgres)],
];

Func<Server>[] nodes = postgres is null ? [] :
[
    .. Enumerable.Range(1, 3).Select<int, Func<Server>>(count => () => new XtabloServer(program, postgres, $"nodes: {count}", "postgres") { Count = count }),
    () => new XtabloServer(program, postgres, "nodes: 2, deaf") { Count = 2 },
];

var measures = new List<Measure>();
var leftOut = new HashSet<(string Scenario, string Server)>(); // medians of the runs that one bore would flatter it
var failed = false; // one of ours
for (var run = 1; run <= runs; run++)
{
    foreach (var scenario in chosen)
    {
        if (scenario.Name == "posts")
        {
            DatabaseLimit[] limits = [.. postgres is null ? Array.Empty<DatabaseLimit>() : [DatabaseLimit.OfPostgres(postgres)], DatabaseLimit.OfSqlite()];
            foreach (var limit in limits.Where(limit => IsWanted(limit.Name)))
            {
                Note(run, scenario.Name, limit.Name, await limit.RunAsync(duration));
            }
        }

        foreach (var make in onNodes.Contains(scenario) ? nodes : servers)
        {
            await using var server = make();
            if (!IsWanted(server.Name) || !scenario.IsFor(server))
            {
                continue;
            }

            try
            {
                await server.StartAsync();
                await server.PrepareAsync(scenario.Discussions);
                Note(run, scenario.Name, server.Name, await scenario.RunAsync(server, duration));
            }
            catch (Exception failure) when (failure is InvalidOperationException or IOException or SocketException
                or HttpRequestException or OperationCanceledException)
            {
                Say($"{run}/{runs} {scenario.Name}, {server.Name}: left out, for it did not bear it: {failure.GetBaseException().Message}");
                leftOut.Add((scenario.Name, server.Name));
                failed |= server is XtabloServer;
            }
        }
    }
}

measures.RemoveAll(each => leftOut.Contains((each.Scenario, each.Server)));
var report = Report.Of(measures, runs);
await File.WriteAllTextAsync(Path.Combine(built, "report.md"), report);
await File.WriteAllTextAsync(Path.Combine(built, "report.svg"), Charts.Of(Report.Medians(measures)));
if (Growth.Of(Report.Medians(measures)) is { } growth)
{
    await File.WriteAllTextAsync(Path.Combine(built, "growth.svg"), growth);
}

Console.WriteLine();
Console.Write(report);
return failed ? 1 : 0;

async Task<string> PublishAsync(string project, string dll)
{
    Say($"publishing {project}");
    var folder = Path.Combine(built, Path.GetFileNameWithoutExtension(dll));
    await Processes.RunAsync("dotnet", ["publish", Path.Combine(root, project), "-c", "Release", "-v", "q", "-o", folder]);
    return Path.Combine(folder, dll);
}

void Note(int run, string scenario, string server, IReadOnlyList<Measure> figures)
{
    measures.AddRange(figures);
    Say($"{run}/{runs} {scenario}, {server}: {string.Join("; ", figures.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.What} {each.Value:0.00}")))}");
}

static void Say(string sentence) => Console.Error.WriteLine(sentence);

int Number(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

bool IsWanted(string server) => only.Any(name => server.Contains(name, StringComparison.OrdinalIgnoreCase));

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

static string Root()
{
    for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
    {
        if (File.Exists(Path.Combine(folder, "Xtablo.sln")))
        {
            return folder;
        }
    }

    throw new DirectoryNotFoundException("No Xtablo.sln above the benchmark.");
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>The published program as a process on a port of the loopback, which it keeps through restarts.</summary>
/// <param name="connection">Null for SQLite in the data directory.</param>
/// <param name="settings">Of its environment at its first start.</param>
public sealed class XtabloProcess(string dataDirectory, string? connection, IReadOnlyDictionary<string, string>? settings = null) : IAsyncDisposable
{
    /// <summary>A start may take as long as a busy machine needs, but the program must keep saying what it is at.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(10);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    public int Port { get; } = Ports.Free();

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public string DataDirectory => dataDirectory;

    /// <summary>The build that it is of from its next start on.</summary>
    public string Build { get; set; } = Published();

    /// <summary>Of its environment, from its next start on.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; set; } = settings ?? new Dictionary<string, string>();

    public int Id => _process!.Id;

    /// <summary>What it ended with, once it has.</summary>
    public int ExitCode => _process!.ExitCode;

    /// <summary>Bytes of memory that are really there.</summary>
    public long WorkingSet
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>All that it printed, from all its starts.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Starts it and waits until it is ready; answers how long that took.</summary>
    public async Task<TimeSpan> StartAsync()
    {
        Begin();
        return await UntilReadyAsync();
    }

    /// <summary>After <see cref="Begin"/>.</summary>
    public async Task<TimeSpan> UntilReadyAsync()
    {
        var before = _log.Count;
        return await Patience.WhileNewsComeAsync(
            IsReadyAsync, () => _log.Count, LongestSilence, LongestStart, () => $"the program is ready; it said:\n{string.Join('\n', _log.Skip(before))}");
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public void Begin() => _process = Launch();

    public Task FreezeAsync() => Command.SignalAsync("STOP", Id);

    public Task ThawAsync() => Command.SignalAsync("CONT", Id);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as a supervisor does; answers how long it took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        await Command.SignalAsync("TERM", Id);
        await _process!.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>Runs another verb of the same program with the same settings, such as <c>backup</c>, to its end.</summary>
    public async Task RunVerbAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {string.Join('\n', _log.TakeLast(20))}");
    }

    /// <summary>Runs <c>doctor</c> beside it; answers its exit code and its lines.</summary>
    public async Task<(int ExitCode, string[] Lines)> AskDoctorAsync()
    {
        var before = _log.Count;
        using var process = Launch(["doctor"]);
        await process.WaitForExitAsync();
        return (process.ExitCode, [.. _log.Skip(before).Where(line => line.StartsWith("ok  ", StringComparison.Ordinal) || line.StartsWith("!!  ", StringComparison.Ordinal))]);
    }

    /// <summary>A second server with the same settings, but for its port; answers its exit code.</summary>
    public async Task<int> StartSecondAsync()
    {
        var before = _log.Count;
        using var process = Launch([], Ports.Free());
        await Patience.WhileNewsComeAsync(
            () => Task.FromResult(process.HasExited), () => _log.Count, LongestSilence, LongestStart, () => $"the second server ended; it said:\n{string.Join('\n', _log.Skip(before))}");
        return process.ExitCode;
    }

    /// <param name="name">As Prometheus has it; the sum over its labels, 0 while it was never counted.</param>
    public async Task<double> MetricAsync(string name)
    {
        var text = await _http.GetStringAsync(new Uri(Address, "/metrics"));
        return text.Split('\n')
            .Where(line => line.StartsWith(name + " ", StringComparison.Ordinal) || line.StartsWith(name + "{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.TrimEnd().Split(' ')[^1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        _http.Dispose();
    }

    private Process Launch(string[]? verb = null, int? port = null)
    {
        var start = new ProcessStartInfo("dotnet", [Build, .. verb ?? []])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port ?? Port}"),
                ["Xtablo__DataDirectory"] = dataDirectory,
                ["Xtablo__OpenRegistration"] = "true",
                ["Xtablo__RateLimits__Enabled"] = "false",
                ["ConnectionStrings__Xtablo"] = connection ?? "",
            },
        };
        foreach (var (key, value) in Settings)
        {
            start.Environment[key] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            _log.Enqueue(line);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(_process!.HasExited, $"the program ended: {string.Join('\n', _log.TakeLast(20))}");
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Where <c>./test</c> publishes it.</summary>
    internal static string Published()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Xtablo.sln")))
            {
                var program = Path.Combine(folder, "artifacts", "web", "Xtablo.Web.dll");
                return File.Exists(program) ? program : throw new FileNotFoundException($"{program} is missing; ./test publishes it.");
            }
        }

        throw new DirectoryNotFoundException("No Xtablo.sln above the tests.");
    }
}

using System.Globalization;
using System.Net;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Starts;

/// <summary>What a start has to live with.</summary>
public sealed class StartingTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("xtablo-starts-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_data, "xtablo.db");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_put_aside_and_pages_are_served()
    {
        await using var program = new XtabloProcess(_data, connection: null);
        await program.StartAsync();
        await program.KillAsync();
        var keys = Path.Combine(_data, "keys");
        var good = Assert.Single(Directory.GetFiles(keys));
        await File.WriteAllTextAsync(Path.Combine(keys, "key-00000000-0000-0000-0000-000000000000.xml"), "", Ct);
        await File.WriteAllTextAsync(Path.Combine(keys, "key-cut.xml"), (await File.ReadAllTextAsync(good, Ct))[..300], Ct);
        await File.WriteAllTextAsync(Path.Combine(keys, "notes.xml"), "<notes/>", Ct);
        await Command.RunAsync("sqlite3", Database, "INSERT INTO __EFMigrationsLock VALUES (1, 'x')");

        await program.StartAsync();

        using var http = new HttpClient { BaseAddress = program.Address };
        Assert.Equal("Healthy", await http.GetStringAsync("/health/ready", Ct));
        Assert.Contains("<form", await http.GetStringAsync("/setup", Ct), StringComparison.Ordinal);
        Assert.Equal(3, program.Log.Count(line => line.Contains("is no key, and was moved aside to", StringComparison.Ordinal)));
        Assert.Equal(good, Assert.Single(Directory.GetFiles(keys, "*.xml")));
        Assert.Equal(3, Directory.GetFiles(keys, "*.no-key").Length);
        Assert.DoesNotContain(program.Log, line => line.Contains("   at ", StringComparison.Ordinal));
        var watches = Directory.GetFiles($"/proc/{program.Id}/fd").Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name);
        Assert.DoesNotContain(watches, link => link?.Contains("inotify", StringComparison.Ordinal) is true); // a user has few of them
        await program.StopAsync();
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task Asked_to_end_while_it_starts_it_ends_cleanly_and_the_next_start_is_as_any()
    {
        await using var program = new XtabloProcess(_data, connection: null);
        using (var holder = Command.Start("sqlite3", Database))
        {
            await holder.StandardInput.WriteLineAsync("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; SELECT 1;"); // so its migration has to wait
            await holder.StandardInput.FlushAsync(Ct);
            Assert.Equal("wal", await holder.StandardOutput.ReadLineAsync(Ct));
            Assert.Equal("1", await holder.StandardOutput.ReadLineAsync(Ct));
            program.Begin();
            await Patience.UntilAsync(() => File.Exists(Database + ".lock"), TimeSpan.FromMinutes(2), "it is about to migrate");
            var stopping = program.StopAsync();
            holder.StandardInput.Close();
            await holder.WaitForExitAsync(Ct);
            await stopping;
        }

        Assert.Equal(0, program.ExitCode);
        Assert.All(program.Log, line => Assert.StartsWith("Xtablo is ", line, StringComparison.Ordinal)); // what it is at, and no failure
        await program.StartAsync();
    }

    [Fact]
    public async Task A_PostgreSQL_may_come_up_later_and_restart_and_nobody_notices()
    {
        await using var postgres = await PostgresCluster.CreateAsync();
        await postgres.StopAsync("immediate");
        await using var program = new XtabloProcess(_data, PostgresCluster.ConnectionTo(postgres.Port));
        program.Begin();
        await Patience.UntilAsync(
            () => program.Log.Any(line => line.StartsWith("Xtablo is waiting for PostgreSQL, which takes no connections yet", StringComparison.Ordinal)),
            TimeSpan.FromMinutes(2),
            "it says that it waits");
        await postgres.StartAsync();
        await program.UntilReadyAsync();

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = program.Address };
        foreach (var mode in (string[])["fast", "immediate"])
        {
            await postgres.StopAsync(mode);
            await postgres.StartAsync();
            var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => http.GetAsync("/setup", Ct)));
            Assert.All(pages, page => Assert.Equal(HttpStatusCode.OK, page.StatusCode));
        }

        Assert.Empty(await VerbsBesideLockedTablesAsync(postgres));

        await postgres.StopAsync("immediate");
        using var away = await http.GetAsync("/setup", Ct);
        using var ready = await http.GetAsync("/health/ready", Ct);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (away.StatusCode, ready.StatusCode));
        await Patience.UntilAsync(() => program.Log.Any(IsSaid), TimeSpan.FromSeconds(20), "it is said");
        Assert.Single(program.Log, IsSaid);
        Assert.DoesNotContain(program.Log, line => line.Contains("   at ", StringComparison.Ordinal) || line.Contains("unhandled", StringComparison.Ordinal));

        static bool IsSaid(string line) => line.Contains("The database did not answer GET setup", StringComparison.Ordinal);
    }

    /// <summary>What verbs did otherwise than to say in one sentence why they did nothing.</summary>
    private static async Task<IEnumerable<string>> VerbsBesideLockedTablesAsync(PostgresCluster postgres)
    {
        using var holder = Command.Start("psql", "-qAt", "-h", "127.0.0.1", "-p", postgres.Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres");
        (string, string) connection = ("ConnectionStrings__Xtablo", PostgresCluster.ConnectionTo(postgres.Port));
        string[] disable = ["user", "disable", "--email", "ada@example.org"];
        await holder.StandardInput.WriteLineAsync("BEGIN; LOCK TABLE users; SELECT 1;");
        await holder.StandardInput.FlushAsync(Ct);
        Assert.Equal("1", await holder.StandardOutput.ReadLineAsync(Ct));
        var locked = await new RefusedStart("a table is locked", "The database cannot be used now, …lock timeout", connection) { Verb = disable }.TryAsync(Ct);
        await holder.StandardInput.WriteLineAsync("LOCK TABLE \"__EFMigrationsHistory\"; SELECT 2;");
        await holder.StandardInput.FlushAsync(Ct);
        Assert.Equal("2", await holder.StandardOutput.ReadLineAsync(Ct));
        var migrations = await new RefusedStart("the migrations are locked", "ConnectionStrings__Xtablo: PostgreSQL cannot be used: …lock timeout", connection) { Verb = disable }.TryAsync(Ct);
        holder.StandardInput.Close();
        await holder.WaitForExitAsync(Ct);
        return new[] { locked, migrations }.OfType<string>();
    }
}

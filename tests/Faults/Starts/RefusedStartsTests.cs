using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xtablo.Faults.Tests.Harness;
using Xtablo.Faults.Tests.Rows;

namespace Xtablo.Faults.Tests.Starts;

/// <summary>Every way in which a start is refused, with the sentence that says why; docs/operating.md has them as a table.</summary>
public sealed class RefusedStartsTests
{
    private const string Connection = "ConnectionStrings__Xtablo";
    private const string Folder = "Xtablo__DataDirectory";
    private const string Addresses = "ASPNETCORE_URLS";

    private static readonly RefusedStart[] OfSettings =
    [
        new("a connection that is none", $"{Connection}: it cannot be read:", (Connection, "nonsense")),
        new("another product's connection", $"{Connection}: it must have 'Host=…", (Connection, "Server=elsewhere")),
        new("an unknown part of a connection", $"{Connection}: it cannot be read:", (Connection, "Host=127.0.0.1;Bogus=1")),
        new("a database in memory", $"{Connection}: SQLite needs a file", (Connection, "Data Source=:memory:")),
        new("an address that is none", "Xtablo__PublicUrl: 'chat.example.org' is not an address", ("Xtablo__PublicUrl", "chat.example.org")),
        new("a proxy that is none", "Xtablo__KnownProxies: 'not-an-address' is neither", ("Xtablo__KnownProxies", "not-an-address")),
        new("a switch that is neither", "Xtablo__OpenRegistration: 'perhaps' is neither", ("Xtablo__OpenRegistration", "perhaps")),
        new("limits that are neither", "Xtablo__RateLimits__Enabled: 'perhaps' is neither", ("Xtablo__RateLimits__Enabled", "perhaps")),
        new("a port that is none", "Xtablo__Smtp__Port: 'many' is not a port", ("Xtablo__Smtp__Port", "many")),
        new("nodes on a SQLite file", "Xtablo__Backplane: it is for several nodes on one PostgreSQL;", ("Xtablo__Backplane", "postgres")),
        new("a Redis that is not named", "Xtablo__Redis: it must be set", ("Xtablo__Backplane", "redis"), (Connection, "Host=127.0.0.1")),
        new("a Redis that cannot be read", "Xtablo__Redis: it cannot be read:", ("Xtablo__Backplane", "redis"), (Connection, "Host=127.0.0.1"), ("Xtablo__Redis", "redis,bogus=1")),
        new("a collector that is none", "Xtablo__Otlp__Endpoint: 'collector' is not the address of a collector", ("Xtablo__Otlp__Endpoint", "collector")),
        new("an unknown key", "Xtablo__PublicUrls: there is no such setting; the nearest is Xtablo__PublicUrl.", ("Xtablo__PublicUrls", "https://chat.example.org")),
        new("no address to listen on", $"{Addresses}: ", (Addresses, "nonsense")),
        new("an address of another machine", $"{Addresses}: ", (Addresses, "http://192.0.2.1:5080")),
        new("https without a certificate", "Xtablo could not start: Unable to configure HTTPS endpoint.", (Addresses, "https://127.0.0.1:0")),
        new("a .NET without languages", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: Xtablo cannot do without languages", ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")),
        new("a verb in a .NET without languages", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: ", ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")) { Verb = ["user", "disable", "--email", "a@b.c"] },
    ];

    private static readonly RefusedStart[] OfFiles =
    [
        new("a folder that cannot be made", $"{Folder}: '/proc/nowhere' cannot be written to:", (Folder, "/proc/nowhere")),
        new("a file in the place of the keys", $"{Folder}: '…' cannot be written to:") { Given = data => File.WriteAllTextAsync(Path.Combine(data, "keys"), "") },
        new("a database where none can be", $"{Connection}: the SQLite file '/proc/nowhere/xtablo.db' cannot be used:", (Connection, "Data Source=/proc/nowhere/xtablo.db")),
        new("a folder in the place of the database", $"{Connection}: the SQLite file '…' cannot be used:", (Connection, "Data Source={data}/keys")),
        new("a file that is no database", $"{Connection}: the SQLite file '…' cannot be used:") { Given = data => File.WriteAllTextAsync(Path.Combine(data, "xtablo.db"), new string('x', 5000)) },
        new("a verb on what is no database", $"{Connection}: the SQLite file '…' cannot be used:") { Given = data => File.WriteAllTextAsync(Path.Combine(data, "xtablo.db"), new string('x', 5000)), Verb = ["user", "disable", "--email", "a@b.c"] },
        new("tables of a newer Xtablo", "The tables in '…' are of a newer Xtablo: they have the migration 29990101000000_Later, and the newest of this program is 2…") { Given = MakeNewerAsync },
        new("new epochs in what is no database", "Xtablo could not do this: ") { Given = data => File.WriteAllTextAsync(Path.Combine(data, "xtablo.db"), new string('x', 5000)), Verb = ["restore", "--renew-only"] },
        new("a backup that is not there", "There is no file '/proc/nowhere'.") { Verb = ["restore", "/proc/nowhere"] },
        new("a backup of nothing", "There is no database '…' to back up.") { Verb = ["backup", "/proc/nowhere"] },
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_setting_that_is_wrong_is_named() => AssertRefusedAsync(OfSettings);

    [Fact]
    public Task A_file_that_cannot_be_used_is_named() => AssertRefusedAsync(OfFiles);

    [Fact]
    public async Task A_port_a_disk_and_a_file_that_others_have_are_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var full = await SmallDisk.MountAsync(megabytes: 1);
        await using var readOnly = await SmallDisk.MountAsync(megabytes: 1);
        full.Fill();
        await Command.RunAsync("mount", "-o", "remount,ro", readOnly.Folder);
        var held = Directory.CreateTempSubdirectory("xtablo-held-");
        var (file, another) = (Path.Combine(held.FullName, "xtablo.db"), Path.Combine(held.FullName, "another.db")); // of which no server keeps the verb
        using var holder = await HoldAsync(file);
        using var other = await HoldAsync(another);

        await AssertRefusedAsync(
            new("a port that another has", $"{Addresses}: …already in use. Another program listens there;", (Addresses, $"http://{taken.LocalEndpoint}")),
            new("a full disk", $"{Folder}: the keys in '…' cannot be used, and no page can be shown without: No space left", (Folder, full.Folder)),
            new("a disk that is read-only", $"{Folder}: '…' cannot be written to: Read-only file system", (Folder, readOnly.Folder + "/data")),
            new("a database that another program has locked", $"{Connection}: the SQLite file '…' cannot be used: SQLite Error 5", (Connection, $"Data Source={file}")),
            new("a verb meanwhile", $"{Connection}: the SQLite file '…' cannot be used: SQLite Error 5", (Connection, $"Data Source={another}")) { Verb = ["user", "disable", "--email", "a@b.c"] });
        foreach (var program in (Process[])[holder, other])
        {
            program.StandardInput.Close();
            await program.WaitForExitAsync(Ct);
        }

        held.Delete(recursive: true);
    }

    /// <summary>Another program that has locked a database, until its input ends.</summary>
    private static async Task<Process> HoldAsync(string file)
    {
        var holder = Command.Start("sqlite3", file);
        await holder.StandardInput.WriteLineAsync("PRAGMA journal_mode = WAL; CREATE TABLE held (a); BEGIN IMMEDIATE; SELECT 1;");
        await holder.StandardInput.FlushAsync(Ct);
        Assert.Equal("wal", await holder.StandardOutput.ReadLineAsync(Ct));
        Assert.Equal("1", await holder.StandardOutput.ReadLineAsync(Ct));
        return holder;
    }

    private static async Task AssertRefusedAsync(params RefusedStart[] starts)
    {
        var wrong = new ConcurrentQueue<string>();
        var few = new ParallelOptions { MaxDegreeOfParallelism = Dose.AtOnce, CancellationToken = Ct };
        await Parallel.ForEachAsync(starts, few, async (start, ct) =>
        {
            if (await start.TryAsync(ct) is { } otherwise)
            {
                wrong.Enqueue(otherwise);
            }
        });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
    }

    private static Task MakeNewerAsync(string data) => Command.RunAsync(
        "sqlite3",
        Path.Combine(data, "xtablo.db"),
        """
        CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
        INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0.0');
        """);
}

using System.Globalization;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>PostgreSQL's own programs, which refuse to run as root, in a folder that is theirs.</summary>
internal static class PostgresPrograms
{
    private static readonly string Folder = FindFolder();

    /// <summary>Made once and copied for each cluster: initdb is a second of work and always comes to the same.</summary>
    private static readonly Lazy<Task<string>> NewData = new(InitializeAsync);

    /// <summary>A new folder of the temporary ones.</summary>
    public static async Task<string> CreateFolderAsync()
    {
        var folder = Directory.CreateTempSubdirectory("xtablo-faults-pg-").FullName;
        if (Command.IsRoot)
        {
            await Command.RunAsync("chown", "postgres", folder);
        }

        return folder;
    }

    /// <summary>Makes the data directory of a cluster that has never been started.</summary>
    public static async Task CreateDataAsync(string data) => await Command.RunAsync("cp", "-a", await NewData.Value, data);

    /// <param name="folder">Where it runs, and what it says is kept: the server would inherit its output and hold it open.</param>
    public static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Folder, program), .. arguments];
        string[] user = Command.IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : [];
        await Command.RunAsync("sh", ["-c", "cd \"$0\" && { \"$@\" >>commands.log 2>&1 || { tail -n 20 commands.log log 2>/dev/null; exit 1; }; }", folder, .. user, .. command]);
    }

    private static async Task<string> InitializeAsync()
    {
        var folder = await CreateFolderAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var data = Path.Combine(folder, "data");
        await RunAsync(folder, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions");
        return data;
    }

    /// <summary>Asks a server; answers the first column of the last row as text.</summary>
    public static async Task<string> AskAsync(int port, params IEnumerable<string> statements)
    {
        string[] connection = ["-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-XAtq"];
        var answer = await Command.RunAsync(Path.Combine(Folder, "psql"), [.. connection, .. statements.SelectMany(each => (string[])["-c", each])]);
        return answer.TrimEnd().Split('\n')[^1];
    }

    private static string FindFolder() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
                : [])
            .LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")))
        ?? throw new FileNotFoundException("There is no initdb; ./test installs PostgreSQL.");
}

using System.Diagnostics;
using System.Globalization;

namespace Xtablo.Bench.Servers;

/// <summary>What the operating system says of processes.</summary>
internal static class Processes
{
    private const double TicksPerSecond = 100; // USER_HZ, on every Linux that .NET runs on

    /// <summary>Seconds of CPU that a process has used, in user mode and in the kernel; those of children it has waited for too.</summary>
    public static double CpuOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[11..15].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>Those of a process and of its present children, as PostgreSQL has them.</summary>
    public static double CpuOfTree(int process) => CpuOf(process) + ChildrenOf(process).Sum(child =>
    {
        try
        {
            return CpuOf(child);
        }
        catch (IOException)
        {
            return 0; // it has ended
        }
    });

    /// <summary>Bytes of memory that are its own and there.</summary>
    public static long MemoryOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(each => each.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Bytes that the kernel holds for sockets of TCP, of all processes.</summary>
    public static long SocketMemory()
    {
        var line = File.ReadLines("/proc/net/sockstat").First(each => each.StartsWith("TCP:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }

    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var process = Begin(program, arguments, environment);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Begin(program, arguments, environment);
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await said
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await said}{await complained}");
    }

    private static Process Begin(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    private static IEnumerable<int> ChildrenOf(int process) =>
        File.ReadAllText($"/proc/{process}/task/{process}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));
}

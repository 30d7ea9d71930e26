using System.Diagnostics;
using System.Globalization;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>Programs of the system.</summary>
internal static class Command
{
    /// <summary>Only root may mount, make networks and become someone else.</summary>
    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>Runs a program to its end and answers what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}{output}");
    }

    /// <summary>A program where Debian keeps those of administrators, which are on nobody else's path.</summary>
    public static string Found(string program) => File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program;

    public static Process Start(string program, params IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = Path.GetTempPath(),
    })!;

    /// <summary>Those that have ended meanwhile are passed over.</summary>
    /// <param name="signal">Such as <c>STOP</c>.</param>
    public static Task SignalAsync(string signal, params IEnumerable<int> processes) =>
        RunAsync("sh", ["-c", "kill \"$@\" 2>/dev/null || true", "kill", "-" + signal, .. processes.Select(process => process.ToString(CultureInfo.InvariantCulture))]);
}

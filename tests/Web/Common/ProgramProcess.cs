using System.Diagnostics;
using System.Globalization;

namespace Xtablo.Web.Tests.Common;

/// <summary>The program as a process of its own.</summary>
internal static class ProgramProcess
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Process Start(Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        using var program = Start(settings, arguments);
        var said = await Task.WhenAll(program.StandardOutput.ReadToEndAsync(Ct), program.StandardError.ReadToEndAsync(Ct));
        await program.WaitForExitAsync(Ct);
        return (program.ExitCode, string.Concat(said));
    }

    public static async Task StopAsync(Process program)
    {
        program.Kill();
        await program.WaitForExitAsync(Ct);
    }

    public static async Task<Uri> AddressOfAsync(Process program)
    {
        while (await program.StandardOutput.ReadLineAsync(Ct) is { } line)
        {
            var at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at >= 0)
            {
                var address = new Uri(line[at..].Split(' ')[0]);
                return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{address.Port}"));
            }
        }

        throw new InvalidOperationException(await program.StandardError.ReadToEndAsync(Ct));
    }
}

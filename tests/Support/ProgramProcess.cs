using System.Diagnostics;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Xtablo.Tests.Support;

/// <summary>The program as a process of its own; it is killed when disposed.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private static readonly string Dll = Published() ?? typeof(Program).Assembly.Location;
    private readonly Process _process;

    private ProgramProcess(Process process) => _process = process;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static ProgramProcess Start(Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Runs to the end of what it was asked to do, or could not.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(Dictionary<string, string> settings, params string[] arguments) =>
        RunOnAsync("", settings, arguments);

    /// <summary>As <see cref="RunAsync"/>, with something on its standard input.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunOnAsync(string input, Dictionary<string, string> settings, params string[] arguments)
    {
        await using var program = Start(settings, arguments);
        try
        {
            await program._process.StandardInput.WriteAsync(input);
            program._process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading.
        }

        var said = await Task.WhenAll(program._process.StandardOutput.ReadToEndAsync(Ct), program._process.StandardError.ReadToEndAsync(Ct));
        await program._process.WaitForExitAsync(Ct);
        return (program._process.ExitCode, said[0], said[1]);
    }

    /// <summary>Where it serves, once it does.</summary>
    public async Task<Uri> AddressAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(Ct) is { } line)
        {
            var at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at >= 0)
            {
                var address = new Uri(line[at..].Split(' ')[0]);
                return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{address.Port}"));
            }
        }

        throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync(Ct));
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>What XTABLO_PUBLISHED names: compiled ahead of time, it starts in half the time. It must be this very program.</summary>
    private static string? Published()
    {
        if (Environment.GetEnvironmentVariable("XTABLO_PUBLISHED") is not { Length: > 0 } folder)
        {
            return null;
        }

        foreach (var ours in Directory.GetFiles(AppContext.BaseDirectory, "Xtablo.*.dll").Where(file => File.Exists(Path.Combine(folder, Path.GetFileName(file)))))
        {
            Assert.Equal((ours, VersionOf(ours)), (ours, VersionOf(Path.Combine(folder, Path.GetFileName(ours)))));
        }

        return Path.Combine(folder, Path.GetFileName(typeof(Program).Assembly.Location));
    }

    /// <summary>What the compiler gave it, which compiling it ahead of time leaves as it is.</summary>
    private static Guid VersionOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }
}

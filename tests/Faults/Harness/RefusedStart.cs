namespace Xtablo.Faults.Tests.Harness;

/// <summary>A start, or a verb, that cannot be: what is wrong, and what must be said about it.</summary>
/// <param name="Name">Such as <c>a port that another has</c>.</param>
/// <param name="Sentence">The beginning of the one line that is printed; after a <c>…</c> anything may follow before the rest.</param>
/// <param name="Settings">Of its environment, beside its own folder and any port.</param>
internal sealed record RefusedStart(string Name, string Sentence, params (string Key, string Value)[] Settings)
{
    /// <summary>A verb with its arguments; none for the server.</summary>
    public string[] Verb { get; init; } = [];

    /// <summary>Makes the folder what it has to be for this.</summary>
    public Func<string, Task> Given { get; init; } = _ => Task.CompletedTask;

    /// <summary>Null when it was refused as it must be; else what it did.</summary>
    public async Task<string?> TryAsync(CancellationToken ct)
    {
        var data = Directory.CreateTempSubdirectory("xtablo-refused-").FullName;
        try
        {
            await Given(data);
            var start = new System.Diagnostics.ProcessStartInfo("dotnet", [XtabloProcess.Published(), .. Verb])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (key, value) in Settings.Prepend(("ASPNETCORE_URLS", "http://127.0.0.1:0")).Prepend(("Xtablo__DataDirectory", data)))
            {
                start.Environment[key] = value.Replace("{data}", data, StringComparison.Ordinal);
            }

            using var process = System.Diagnostics.Process.Start(start)!;
            process.StandardInput.Close();
            var printed = process.StandardOutput.ReadToEndAsync(ct);
            var said = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return IsAsItMust(process.ExitCode, said.TrimEnd(), await printed) ? null : $"{Name}: {process.ExitCode}, {said}{await printed}";
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private bool IsAsItMust(int exitCode, string said, string printed)
    {
        var parts = Sentence.Split('…');
        return exitCode == 1
            && !said.Contains('\n', StringComparison.Ordinal)
            && said.StartsWith(parts[0], StringComparison.Ordinal)
            && parts.All(part => said.Contains(part, StringComparison.Ordinal))
            && !printed.Contains("   at ", StringComparison.Ordinal);
    }
}

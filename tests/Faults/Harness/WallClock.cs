namespace Xtablo.Faults.Tests.Harness;

/// <summary>The time of day that a process sees, which can be put forward and back while it runs (libfaketime). What it measures durations with goes on.</summary>
internal sealed class WallClock : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public WallClock() => Shift("+0");

    /// <summary>Of the process's environment.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["LD_PRELOAD"] = Library(),
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["DONT_FAKE_MONOTONIC"] = "1", // as versions before 0.9.10 call it
    };

    /// <param name="by">Such as <c>+1d</c>, against the real time.</param>
    public void Shift(string by)
    {
        File.WriteAllText(_file + ".new", by + "\n");
        File.Move(_file + ".new", _file, overwrite: true); // it is read at any moment
    }

    public void Dispose() => File.Delete(_file);

    private static string Library() =>
        Directory.GetDirectories("/usr/lib").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("There is no libfaketime; ./test installs it.");
}

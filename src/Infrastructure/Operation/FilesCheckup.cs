using System.Globalization;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Operation;

/// <summary>
/// How many files a program of this user may have open, of which each stream is one. The server has the same limit unless what
/// starts it sets another.
/// </summary>
internal sealed class FilesCheckup(string file) : ICheckup
{
    private const long Few = 4096;
    private const string OpenFiles = "Max open files";

    public FilesCheckup()
        : this("/proc/self/limits")
    {
    }

    public string Subject => "files";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            return []; // this system has no such file
        }

        var lines = await File.ReadAllLinesAsync(file, ct);
        var line = lines.FirstOrDefault(each => each.StartsWith(OpenFiles, StringComparison.Ordinal));
        var softAndHard = line?[OpenFiles.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries); // .NET takes the hard one
        if (!long.TryParse(softAndHard?.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
        {
            return [Finding.Well("files: a program here may have any number of them open")];
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"files: a program here may have {limit} open, a stream is one");
        return [limit >= Few ? Finding.Well(what) : new(
            what, "Raise it where the server is started (LimitNOFILE= of systemd, --ulimit nofile= of Docker).")];
    }
}

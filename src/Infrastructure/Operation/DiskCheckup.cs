using System.Globalization;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Sqlite;

namespace Xtablo.Infrastructure.Operation;

/// <summary>Whether there is room where Xtablo writes, and it may.</summary>
internal sealed class DiskCheckup(Settings settings, Database database) : ICheckup
{
    private const long Scarce = 500_000_000; // bytes

    public string Subject => "disk";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        var folders = new List<string> { settings.DataDirectory };
        if (database is SqliteDatabase sqlite && Path.GetDirectoryName(sqlite.File) is { } folder && Directory.Exists(folder))
        {
            folders.Add(folder);
        }

        return Task.FromResult<IReadOnlyList<Finding>>([.. folders.Distinct(StringComparer.Ordinal).Select(LookAt)]);
    }

    private static Finding LookAt(string folder)
    {
        try
        {
            using var probe = File.Create(Path.Combine(folder, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(
                $"disk: nothing can be written to '{folder}': {failure.Message.TrimEnd('.')}",
                "Give it to the user that runs the server, on a disk that has room and is not read-only.");
        }

        var free = new DriveInfo(folder).AvailableFreeSpace;
        var what = string.Create(CultureInfo.InvariantCulture, $"disk: {free / 1e9:0.0} GB are free at '{folder}'");
        return free >= Scarce ? Finding.Well(what) : new(what, "Make room: when it is full nothing can be posted any more.");
    }
}

using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>A file that exists whole or not at all.</summary>
internal static class BackupFile
{
    /// <param name="write">Writes the whole content to the path that it is given.</param>
    /// <exception cref="OperatorException">The file exists or cannot be written.</exception>
    public static async Task CreateAsync(string file, Func<string, Task> write)
    {
        if (File.Exists(file))
        {
            throw new OperatorException($"'{file}' is there already; choose another name, so that no older backup is lost.");
        }

        var partial = $"{file}.{Guid.CreateVersion7():N}.partial"; // of its own: two may be made at the same time
        try
        {
            DeleteLeftOver(file);
            await write(partial);
            await using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            File.Move(partial, file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"'{file}' cannot be written: {failure.Message}");
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>What was killed on the way stays as a file as large as the database; no backup takes a day.</summary>
    private static void DeleteLeftOver(string file)
    {
        var made = new FileInfo(file);
        foreach (var partial in made.Directory!.EnumerateFiles($"{made.Name}.*.partial")
            .Where(partial => partial.LastWriteTimeUtc < TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1)))
        {
            partial.Delete();
        }
    }

    /// <summary>Copies a backup into a file that this user alone may read, however the backup itself may be read.</summary>
    public static async Task CopyForThisUserAsync(string file, string copy, CancellationToken ct)
    {
        var mine = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            mine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var from = File.OpenRead(file);
        await using var to = new FileStream(copy, mine);
        await from.CopyToAsync(to, ct);
    }

    /// <exception cref="OperatorException">There is no such file.</exception>
    public static void MustExist(string file)
    {
        if (!File.Exists(file))
        {
            throw new OperatorException($"There is no file '{file}'.");
        }
    }
}

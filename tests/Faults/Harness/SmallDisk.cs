using System.Globalization;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>A disk of a few megabytes that can be full. Only root may mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk()
    {
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("xtablo-faults-disk-").FullName;

    private string Filler => Path.Combine(Folder, "filler");

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        await Command.RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", disk.Folder);
        return disk;
    }

    /// <summary>To the last byte.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[1024 * 1024]; block.Length > 0;)
        {
            try
            {
                filler.Write(block);
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
            }
        }
    }

    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync("umount", Folder);
        Directory.Delete(Folder);
    }
}

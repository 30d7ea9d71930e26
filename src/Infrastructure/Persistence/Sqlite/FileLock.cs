namespace Xtablo.Infrastructure.Persistence.Sqlite;

/// <summary>
/// A lock on a database file. A second server on it would not see what the first one stores, so it is refused. The operating
/// system releases the lock when the process ends, however it ends.
/// </summary>
internal sealed class FileLock(string file) : IDisposable
{
    // The operating systems' errors for a file that another process has locked.
    private const int EWouldBlock = 11;
    private const int EWouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    private FileStream? _held;

    /// <summary>Returns false when another process has it.</summary>
    public bool TryTake()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            _held = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException failure) when (failure.HResult is EWouldBlock or EWouldBlockOnMac or SharingViolation)
        {
            return false;
        }
    }

    /// <summary>Lets it go, if it was taken. Idempotent.</summary>
    public void Dispose() => _held?.Dispose();
}

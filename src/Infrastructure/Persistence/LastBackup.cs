using System.Globalization;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>When the last backup was made: a line in a file of the data directory.</summary>
internal sealed class LastBackup(string dataDirectory, TimeProvider time)
{
    private string File => Path.Combine(dataDirectory, "last-backup");

    /// <summary>Notes that one has just been made. A backup is as good when that cannot be written.</summary>
    public void Note()
    {
        var newer = $"{File}.{Guid.CreateVersion7():N}.new"; // the older note stays until this one is whole
        try
        {
            System.IO.File.WriteAllText(newer, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) + "\n");
            System.IO.File.Move(newer, File, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The disk is full, or another user's: what looks for old backups will say so soon enough.
            if (System.IO.File.Exists(newer))
            {
                System.IO.File.Delete(newer);
            }
        }
    }

    /// <summary>Returns null when none is noted.</summary>
    public DateTimeOffset? MadeAt()
    {
        try
        {
            return DateTimeOffset.TryParse(
                System.IO.File.ReadAllText(File), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}

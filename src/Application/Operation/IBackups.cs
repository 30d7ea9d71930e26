namespace Xtablo.Application.Operation;

/// <summary>Backs up the database to a file and restores it. Keys that are kept in files are not part of it.</summary>
public interface IBackups
{
    /// <summary>
    /// Writes a consistent copy of the database to a new file, and notes in the data directory when. A server may be running.
    /// </summary>
    /// <exception cref="OperatorException">The file exists, cannot be written, or there is nothing to copy.</exception>
    Task BackUpAsync(string file, CancellationToken ct);

    /// <summary>
    /// Replaces the whole database with a backup, or changes nothing. Each discussion gets a new epoch, so that a browser that
    /// had seen more notices.
    /// </summary>
    /// <exception cref="OperatorException">A server is running, or the file is no backup of this kind of database.</exception>
    Task RestoreAsync(string file, CancellationToken ct);

    /// <summary>Only gives each discussion a new epoch: for a database that was restored by other means.</summary>
    /// <exception cref="OperatorException">A server is running.</exception>
    Task RenewEpochsAsync(CancellationToken ct);
}

namespace Xtablo.Application.Operation;

/// <summary>The database, into a file and back. The keys that protect cookies are not in it.</summary>
public interface IBackups
{
    /// <summary>Copies one moment of the database into a new file, beside a running server.</summary>
    /// <exception cref="OperatorException">The file exists, cannot be written, or there is nothing to copy.</exception>
    Task BackUpAsync(string file, CancellationToken ct);

    /// <summary>
    /// Puts a copy in the place of the whole database, or changes nothing. Each discussion gets a new epoch with it, so that
    /// a browser that had seen more notices.
    /// </summary>
    /// <exception cref="OperatorException">A server is running, or the file is no backup of this kind of database.</exception>
    Task RestoreAsync(string file, CancellationToken ct);

    /// <summary>Only gives each discussion a new epoch: for a database that was put back by other means.</summary>
    /// <exception cref="OperatorException">A server is running.</exception>
    Task RenewEpochsAsync(CancellationToken ct);
}

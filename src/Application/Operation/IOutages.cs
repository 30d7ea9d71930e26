namespace Xtablo.Application.Operation;

/// <summary>Distinguishes failures of the database from bugs in the program.</summary>
public interface IOutages
{
    /// <summary>
    /// True when the database is unreachable, too slow or full: a retry may succeed later. Whether a change that failed like
    /// this was stored is unknown.
    /// </summary>
    bool IsOutage(Exception failure);
}

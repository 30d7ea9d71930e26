namespace Xtablo.Application.Operation;

/// <summary>Tells what is wrong with the database from what is wrong with the program.</summary>
public interface IOutages
{
    /// <summary>
    /// True when the database is away, too slow or full: the same may succeed in a while. Of a change that failed so it is
    /// not known whether it was stored.
    /// </summary>
    bool IsOutage(Exception failure);
}

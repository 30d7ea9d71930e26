namespace Xtablo.Application.Operation;

/// <summary>What only one node of an installation may do at a time.</summary>
public interface IOneAtATime
{
    /// <summary>Does something while no other node does so, nor migrates. Waits for its turn as long as it takes.</summary>
    /// <param name="ct">Ends waiting; what has begun is finished.</param>
    Task DoAsync(Func<Task> once, CancellationToken ct);
}

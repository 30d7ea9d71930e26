namespace Xtablo.Application.Operation;

/// <summary>Something that can go wrong around the program, and that <c>doctor</c> looks at. There are several.</summary>
public interface ICheckup
{
    /// <summary>What it looks at, in a word or two, such as <c>mail</c>: for when it finds nothing out.</summary>
    string Subject { get; }

    /// <summary>Looks, beside a running server, and changes nothing. Whoever calls it waits for a few seconds only.</summary>
    /// <returns>One finding for each thing; none where there is nothing of the kind, such as clocks on one machine.</returns>
    /// <exception cref="Exception">It could not look.</exception>
    Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct);
}

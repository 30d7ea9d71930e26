namespace Xtablo.Infrastructure.Backplane;

/// <summary>What carries texts between the nodes, and may lose any of them. An interface because there are several.</summary>
internal interface ILine
{
    /// <summary>What to tell an operator whose line takes everything and carries nothing.</summary>
    string WhyDeaf { get; }

    /// <summary>Sends a text to all who listen, this node too. Fails where that is not possible.</summary>
    Task SendAsync(string text, CancellationToken ct);

    /// <summary>Begins to listen, and returns once it does. The caller disposes what it returns.</summary>
    /// <param name="heard">Is given each text, one after the other, and must not block.</param>
    Task<IOpenLine> ListenAsync(Action<string> heard, CancellationToken ct);
}

internal interface IOpenLine : IAsyncDisposable
{
    /// <summary>Ends, with an exception, when the line is known to be broken.</summary>
    Task Broken { get; }
}

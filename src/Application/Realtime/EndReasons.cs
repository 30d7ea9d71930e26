namespace Xtablo.Application.Realtime;

/// <summary>Why a stream ends, as its <c>bye</c> frame names it.</summary>
public static class EndReasons
{
    public const string SignedOut = "signed-out";
    public const string Removed = "removed";
    public const string Shutdown = "shutdown";

    /// <summary>The stream has reached its maximum age; the browser opens another.</summary>
    public const string Life = "life";
}

namespace Xtablo.Application.Realtime;

/// <summary>Why a stream ends, as its <c>bye</c> frame says it.</summary>
public static class EndReasons
{
    public const string SignedOut = "signed-out";
    public const string Removed = "removed";
    public const string Shutdown = "shutdown";

    /// <summary>It was open for as long as a stream may be; the browser opens another.</summary>
    public const string Life = "life";
}

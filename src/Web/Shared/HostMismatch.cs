namespace Xtablo.Web.Shared;

/// <summary>
/// A request for another host than the one it should be for: most often a proxy does not pass the name on. The page of the
/// refusal and the log name both, so that whoever runs the server sees what to set.
/// </summary>
public sealed partial class HostMismatch(string came, string expected)
{
    /// <summary>The host that the request was for.</summary>
    public string Came => came;

    /// <summary>The host of the public address, or of the page that sent the request.</summary>
    public string Expected => expected;

    /// <summary>Notes it for the page of the refusal, and in the log.</summary>
    public static void Note(HttpContext http, string expected)
    {
        var mismatch = new HostMismatch(http.Request.HostName(), expected);
        http.Features.Set(mismatch);
        LogMismatch(http.RequestServices.GetRequiredService<ILogger<HostMismatch>>(), mismatch.Came, mismatch.Expected);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Refused: the request was for the host {Came} and not for {Expected}; a proxy must pass the host on")]
    private static partial void LogMismatch(ILogger logger, string came, string expected);
}

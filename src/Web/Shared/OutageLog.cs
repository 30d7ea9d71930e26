namespace Xtablo.Web.Shared;

/// <summary>Logs that a request failed because the database was away: in one line, for there is nothing to trace.</summary>
internal static partial class OutageLog
{
    /// <param name="endpoint">What was asked for; null when that was not known yet.</param>
    public static void LogOutage(this HttpContext http, Endpoint? endpoint, Exception failure) => Log(
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Xtablo.Web.Outages"),
        http.Request.Method,
        (endpoint as RouteEndpoint)?.RoutePattern.RawText, // an address may contain a secret
        failure.GetBaseException().Message);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The database did not answer {Method} {Template}, which may be repeated: {Why}")]
    private static partial void Log(ILogger logger, string method, string? template, string why);
}

using Microsoft.AspNetCore.Http.Metadata;

namespace Xtablo.Web.Realtime;

/// <summary>
/// Marks an endpoint whose response is a stream: another site may not open it, and while the database is unavailable it
/// returns 200 and closes, since a 503 would stop a native EventSource for good. How long it is open is no duration of a request.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StreamAttribute : Attribute, IDisableHttpMetricsMetadata
{
    public static bool IsOn(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<StreamAttribute>() is not null;
}

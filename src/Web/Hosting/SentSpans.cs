using System.Diagnostics;
using OpenTelemetry;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Leaves of a span the way that a request took, how it ended and how long that lasted. A request that found no endpoint has
/// nothing but its path, which is anybody's text, and is not sent.
/// </summary>
internal sealed class SentSpans : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem(SentTags.Route) is not string route)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        foreach (var (name, _) in data.TagObjects.Where(tag => !SentTags.All.Contains(tag.Key)).ToList())
        {
            data.SetTag(name, null);
        }

        data.DisplayName = $"{data.GetTagItem(SentTags.Method)} {route}";
        data.TraceStateString = null; // a header of the request
        data.SetStatus(data.Status); // without a description, which may be the message of an exception
    }
}

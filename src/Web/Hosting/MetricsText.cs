using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.HttpOverrides;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Hosting;

/// <summary>
/// The program's own metrics in the text format of Prometheus (version 0.0.4). Of a histogram it keeps only the sum and the
/// count. Stops listening when disposed.
/// </summary>
internal sealed class MetricsText : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);

    public MetricsText(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == XtabloMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, measured, tags, _) => Add(instrument, measured, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, measured, tags, _) => Add(instrument, measured, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, measured, tags, _) => Add(instrument, measured, tags));
        _listener.Start();
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (series, value) in _values.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            text.Append(series).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double measured, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name.Replace('.', '_');
        var labels = LabelsOf(tags);
        if (instrument is Histogram<double>)
        {
            Add($"{name}_sum{labels}", measured);
            Add($"{name}_count{labels}", 1);
        }
        else
        {
            Add(instrument is UpDownCounter<int> ? $"{name}{labels}" : $"{name}_total{labels}", measured);
        }
    }

    private void Add(string series, double more) => _values.AddOrUpdate(series, more, (_, value) => value + more);

    // All tag values are names of our own: none needs escaping.
    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>();
        foreach (var (name, value) in tags)
        {
            labels.Add($"{name}=\"{value}\"");
        }

        return labels.Count == 0 ? "" : $"{{{string.Join(',', labels)}}}";
    }
}

internal static class MetricsEndpoint
{
    // With any of these the request came through a proxy; the last is what is left of a header that was believed.
    private static readonly string[] ForwardedBy =
        ["X-Forwarded-For", "Forwarded", ForwardedHeadersDefaults.XOriginalForHeaderName];

    /// <summary>
    /// Serves the metrics to requests from this machine only; a request that a proxy forwards comes from elsewhere.
    /// </summary>
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", (HttpContext http, MetricsText metrics) =>
        {
            var isLocal = http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
                && !ForwardedBy.Any(http.Request.Headers.ContainsKey);
            return isLocal ? Results.Text(metrics.ToString(), "text/plain; version=0.0.4") : Results.NotFound();
        }).DisableHttpMetrics();
}

using System.Diagnostics.Metrics;

namespace Xtablo.Application.Tests.Common;

/// <summary>Hears what one instrument measures until it is disposed; only through these meters, so that tests side by side do not hear each other.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<Measurement> _heard = [];

    public Measurements(IMeterFactory meters, string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (ReferenceEquals(published.Meter.Scope, meters) && published.Name.Equals(instrument, StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => _heard.Add(Measurement.Of(value, tags)));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => _heard.Add(Measurement.Of(value, tags)));
        _listener.Start();
    }

    public IReadOnlyList<Measurement> Heard => _heard;

    public void Dispose() => _listener.Dispose();
}

internal sealed record Measurement(double Value, string? Command, string? Outcome)
{
    public static Measurement Of(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = new Dictionary<string, object?>(tags.ToArray(), StringComparer.Ordinal);
        return new(value, named.GetValueOrDefault("command") as string, named.GetValueOrDefault("outcome") as string);
    }
}

using System.Diagnostics.Metrics;
using Xtablo.Application.Operation;

namespace Xtablo.Browser.Tests;

/// <summary>How many streams a server has open, by its own count.</summary>
public sealed class OpenStreams : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _count;

    public OpenStreams(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "xtablo.streams", Meter.Name: XtabloMetrics.MeterName } && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, change, _, _) => Interlocked.Add(ref _count, change));
        _listener.Start();
    }

    /// <summary>Waits until there are so many; closing takes the server a moment.</summary>
    public async Task BecomeAsync(int count)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (Volatile.Read(ref _count) != count)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(20), $"{Volatile.Read(ref _count)} streams are open and not {count}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => _listener.Dispose();
}

using System.Globalization;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Reports the progress of the start on the console: at once that it begins; then each step that takes longer than two
/// seconds, and again at growing intervals of at most 15 seconds while it lasts. A quick start prints one line.
/// </summary>
internal sealed class StartProgress : IProgress<string>, IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly TextWriter _console;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private string _step = "";
    private long _begun;
    private bool _isOver;

    public StartProgress(TextWriter console, TimeProvider time)
    {
        (_console, _time) = (console, time);
        _timer = time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The progress of a server, which says at once that it is starting.</summary>
    public static StartProgress OfServer()
    {
        Console.WriteLine("Xtablo is starting.");
        return new(Console.Out, TimeProvider.System);
    }

    /// <summary>
    /// The progress of a verb. Programs read a verb's output, so only a person at a terminal is told what it waits for.
    /// </summary>
    public static StartProgress OfVerb() => new(Console.IsErrorRedirected ? TextWriter.Null : Console.Error, TimeProvider.System);

    /// <summary>Begins the next step.</summary>
    /// <param name="step">The continuation of "Xtablo is", such as <c>waiting for PostgreSQL</c>.</param>
    public void Report(string step)
    {
        lock (_gate)
        {
            (_step, _begun) = (step, _time.GetTimestamp());
            _ = _timer.Change(Moment, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the start: nothing more is printed. Idempotent.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _timer.Dispose();
        }
    }

    private void Tell()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            var soFar = _time.GetElapsedTime(_begun);
            if (soFar < Moment) // this step began just as the timer of the previous one fired
            {
                _ = _timer.Change(Moment - soFar, Timeout.InfiniteTimeSpan);
                return;
            }

            _console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"Xtablo is {_step} ({soFar.TotalSeconds:F0} s so far)."));

            // Next when the step has taken twice as long.
            _ = _timer.Change(soFar < LongestSilence ? soFar : LongestSilence, Timeout.InfiniteTimeSpan);
        }
    }
}

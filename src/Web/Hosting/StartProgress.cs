using System.Globalization;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Tells on the console what the start is at: at once that it begins; then each step that takes longer than a moment, and
/// again now and then for as long as it takes. A quick start is one line.
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

    /// <summary>Of a server, which says at once that it starts.</summary>
    public static StartProgress OfServer()
    {
        Console.WriteLine("Xtablo is starting.");
        return new(Console.Out, TimeProvider.System);
    }

    /// <summary>Of a verb: its output is for programs, so only a person at a terminal hears what it waits for.</summary>
    public static StartProgress OfVerb() => new(Console.IsErrorRedirected ? TextWriter.Null : Console.Error, TimeProvider.System);

    /// <summary>The next step begins.</summary>
    /// <param name="step">Goes on after "Xtablo is", such as <c>waiting for PostgreSQL</c>.</param>
    public void Report(string step)
    {
        lock (_gate)
        {
            (_step, _begun) = (step, _time.GetTimestamp());
            _ = _timer.Change(Moment, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The start is over; nothing more is said of it.</summary>
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
            if (soFar < Moment) // this step began while the timer of the one before went off
            {
                _ = _timer.Change(Moment - soFar, Timeout.InfiniteTimeSpan);
                return;
            }

            _console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Xtablo is {_step} ({soFar.TotalSeconds:F0} s so far)."));
            _ = _timer.Change(soFar < LongestSilence ? soFar : LongestSilence, Timeout.InfiniteTimeSpan); // when it has taken twice as long
        }
    }
}

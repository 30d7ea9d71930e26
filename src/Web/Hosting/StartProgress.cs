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
    private static readonly TimeSpan ReallyLong = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly TextWriter _console;
    private readonly TimeProvider _time;
    private readonly TimeSpan _quiet;
    private readonly Supervisor? _supervisor;
    private readonly ITimer _timer;
    private string _step = "";
    private long _begun;
    private bool _isOver;

    /// <param name="quiet">How long a step may take without being told.</param>
    /// <param name="supervisor">Is told too.</param>
    public StartProgress(TextWriter console, TimeProvider time, TimeSpan quiet, Supervisor? supervisor = null)
    {
        (_console, _time, _quiet, _supervisor) = (console, time, quiet, supervisor);
        _timer = time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The progress of a server, which says at once that it is starting.</summary>
    public static StartProgress OfServer(Supervisor supervisor)
    {
        Console.WriteLine("Xtablo is starting.");
        return new(Console.Out, TimeProvider.System, Moment, supervisor);
    }

    /// <summary>
    /// The progress of a verb. A program that runs one is told only of what takes really long: any line there is trouble to it.
    /// </summary>
    public static StartProgress OfVerb() =>
        new(Console.Error, TimeProvider.System, Console.IsErrorRedirected ? ReallyLong : Moment);

    /// <summary>Begins the next step, or goes on with the one that was reported last.</summary>
    /// <param name="step">The continuation of "Xtablo is", such as <c>waiting for PostgreSQL</c>.</param>
    public void Report(string step)
    {
        lock (_gate)
        {
            if (step == _step)
            {
                return; // it goes on
            }

            (_step, _begun) = (step, _time.GetTimestamp());
            _ = _timer.Change(_quiet, Timeout.InfiniteTimeSpan);
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
            if (soFar < _quiet) // this step began just as the timer of the previous one fired
            {
                _ = _timer.Change(_quiet - soFar, Timeout.InfiniteTimeSpan);
                return;
            }

            _supervisor?.ExtendStart(_step);
            _console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"Xtablo is {_step} ({soFar.TotalSeconds:F0} s so far)."));

            // Next when the step has taken twice as long.
            _ = _timer.Change(soFar < LongestSilence ? soFar : LongestSilence, Timeout.InfiniteTimeSpan);
        }
    }
}

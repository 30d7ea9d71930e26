using System.Runtime.InteropServices;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Remembers that the program was asked to end (Ctrl-C, SIGTERM) while it starts: what must not be left half done, such as a
/// migration, is finished first. Once it is disposed the system's own way is back, or the host's.
/// </summary>
internal sealed class EndRequest : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _signals;

    public EndRequest() =>
        _signals = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Remember))];

    private static PosixSignal[] Signals => [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];

    public bool IsAsked => _asked.IsCancellationRequested;

    public CancellationToken Token => _asked.Token;

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        _asked.Dispose();
    }

    private void Remember(PosixSignalContext signal)
    {
        signal.Cancel = true; // not at once
        _asked.Cancel();
    }
}

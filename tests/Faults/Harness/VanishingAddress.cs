using System.Net;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>
/// An address of the loopback of the test's own that can vanish: what is sent to it is dropped without a word, as when a
/// laptop is carried out of the building. Only root may.
/// </summary>
internal sealed class VanishingAddress : IAsyncDisposable
{
    private bool _hasVanished;

    public IPAddress Address { get; } = new([127, 77, (byte)(Environment.ProcessId >> 8), (byte)Environment.ProcessId]);

    public async Task VanishAsync()
    {
        await Command.RunAsync("ip", "route", "add", "blackhole", $"{Address}/32", "table", "local");
        _hasVanished = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_hasVanished)
        {
            await Command.RunAsync("ip", "route", "del", "blackhole", $"{Address}/32", "table", "local");
        }
    }
}

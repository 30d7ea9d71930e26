using Xtablo.Application.Realtime;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>Where no node wakes another: each finds news by itself within a second.</summary>
internal sealed class NoDoorbell : IDoorbell
{
    public void Ring(Ring ring)
    {
        // Nobody would hear it.
    }
}

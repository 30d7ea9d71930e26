namespace Xtablo.Application.Realtime;

/// <summary>
/// Rings at the other nodes of this installation, so that they look for news sooner than they would by themselves. A ring carries
/// ids, and who hears it looks up what has become of them: it may be lost, repeated, late or forged without harm.
/// </summary>
public interface IDoorbell
{
    /// <summary>
    /// Has a ring go out within milliseconds, together with others. Returns at once and never throws: where it does not get
    /// through, the other nodes find out by themselves within a second. Call it after the commit.
    /// </summary>
    void Ring(Ring ring);
}

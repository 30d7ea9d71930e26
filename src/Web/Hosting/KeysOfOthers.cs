using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Xtablo.Web.Hosting;

/// <summary>
/// The keys, of which another node may make one at any time. By itself the framework looks for a key that it does not know in
/// the first two minutes of a process only, and after that once a day.
/// </summary>
internal sealed class KeysOfOthers(IKeyManager keys, TimeProvider time) : IKeyManager, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1); // anybody can send a cookie with a made-up key

    // "Authenticated encryption details" in the documentation of ASP.NET Core: a number, then the id of the key.
    private static readonly byte[] Beginning = [0x09, 0xF0, 0xC9, 0xF0];
    private const int GuidLength = 16;

    private readonly Lock _gate = new();
    private HashSet<Guid> _known = [];
    private HashSet<Guid> _new = []; // among them, since the last reading
    private long? _readAt;
    private CancellationTokenSource _outdated = new();

    /// <summary>
    /// Looks whether something was protected under a key that this node has only now, or a moment ago, come to know of: then
    /// the ring of keys is being read again, and it can be read soon.
    /// </summary>
    public bool AreNewFor(ReadOnlySpan<byte> what)
    {
        if (what.Length < Beginning.Length + GuidLength || !what.StartsWith(Beginning))
        {
            return false;
        }

        var key = new Guid(what.Slice(Beginning.Length, GuidLength));
        lock (_gate)
        {
            if (_readAt is not { } readAt || (!_known.Contains(key) && time.GetElapsedTime(readAt) >= Pause))
            {
                var all = keys.GetAllKeys().Select(each => each.KeyId).ToHashSet();
                (_new, _known) = ([.. all.Except(_known)], all);
                _readAt = time.GetTimestamp();
                var outdated = _outdated;
                _outdated = new();
                outdated.Cancel();
            }

            return _new.Contains(key) && time.GetElapsedTime(_readAt.Value) < Pause;
        }
    }

    public CancellationToken GetCacheExpirationToken()
    {
        lock (_gate)
        {
            return CancellationTokenSource.CreateLinkedTokenSource(_outdated.Token, keys.GetCacheExpirationToken()).Token;
        }
    }

    public void Dispose() => _outdated.Dispose();

    public IReadOnlyCollection<IKey> GetAllKeys() => keys.GetAllKeys();

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) =>
        keys.CreateNewKey(activationDate, expirationDate);

    public void RevokeKey(Guid keyId, string? reason = null) => keys.RevokeKey(keyId, reason);

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => keys.RevokeAllKeys(revocationDate, reason);
}

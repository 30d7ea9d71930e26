using Microsoft.AspNetCore.Identity;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Infrastructure.Accounts;

internal enum PasswordFit
{
    Wrong,
    Right,

    /// <summary>Right, but hashed in an older way: as typed instead of composed, or with fewer rounds.</summary>
    RightAndOutdated,
}

/// <summary>
/// The slow hashes of passwords. Each takes a tenth of a second of a core, so only a few are computed at a time, however many
/// are asked for: the rest of the program must not wait for strangers who try to sign in.
/// </summary>
internal sealed class PasswordHashes(IPasswordHasher<IdentityUser<Guid>> hasher) : IDisposable
{
    public const int MostWaiting = 100; // some ten seconds on one core
    private static readonly IdentityUser<Guid> Anybody = new();

    // Half of the cores, so that pages and streams have the other half.
    private readonly SemaphoreSlim _free = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _asked;

    // Verified when there is no such user, so that an unknown e-mail takes as long as a wrong password.
    private string? _ofNobody;

    /// <summary>How many are waiting or being computed.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <exception cref="RefusedException"><c>password.busy</c>, with the seconds to wait: too many are waiting.</exception>
    public Task<string> HashAsync(Password password, CancellationToken ct) =>
        InTurnAsync(() => hasher.HashPassword(Anybody, password.Text), ct);

    /// <param name="hash">Null when there is no such account: then it is wrong, after the same time.</param>
    /// <param name="typed">As typed; older programs hashed it so.</param>
    /// <exception cref="RefusedException">As <see cref="HashAsync"/>.</exception>
    public Task<PasswordFit> VerifyAsync(string? hash, string typed, CancellationToken ct) =>
        InTurnAsync(() => Verify(hash, typed), ct);

    public void Dispose() => _free.Dispose();

    private PasswordFit Verify(string? hash, string typed)
    {
        var known = hash ?? (_ofNobody ??= hasher.HashPassword(Anybody, "nobody's password"));
        var composed = Password.Composed(typed);
        var fit = hasher.VerifyHashedPassword(Anybody, known, composed) switch
        {
            PasswordVerificationResult.Success => PasswordFit.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordFit.RightAndOutdated,
            _ => PasswordFit.Wrong,
        };
        if (fit is PasswordFit.Wrong
            && !composed.Equals(typed, StringComparison.Ordinal)
            && hasher.VerifyHashedPassword(Anybody, known, typed) is not PasswordVerificationResult.Failed)
        {
            fit = PasswordFit.RightAndOutdated;
        }

        return hash is null ? PasswordFit.Wrong : fit;
    }

    private async Task<T> InTurnAsync<T>(Func<T> compute, CancellationToken ct)
    {
        try
        {
            if (Interlocked.Increment(ref _asked) > MostWaiting)
            {
                throw new RefusedException("password.busy", null, 5);
            }

            await _free.WaitAsync(ct);
            try
            {
                return compute();
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _asked);
        }
    }
}

using Microsoft.AspNetCore.Identity;
using Xtablo.Domain.Common;
using Xtablo.Infrastructure.Accounts;

namespace Xtablo.Infrastructure.Tests.Accounts;

public sealed class PasswordHashesTests : IDisposable
{
    private readonly HeldHasher _hasher = new();
    private readonly PasswordHashes _hashes;

    public PasswordHashesTests() => _hashes = new(_hasher);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_a_few_are_computed_at_a_time_and_beyond_a_long_queue_one_is_refused()
    {
        var asked = Enumerable.Range(0, PasswordHashes.MostWaiting).Select(_ => Task.Run(() => _hashes.VerifyAsync("hash", "typed", Ct), Ct)).ToList();
        while (_hasher.Begun < Few || _hashes.Asked < PasswordHashes.MostWaiting)
        {
            await Task.Yield(); // until all have come
        }

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => _hashes.VerifyAsync("hash", "typed", Ct));
        Assert.Equal("password.busy", refusal.Code);
        Assert.Equal(Few, _hasher.Begun);

        _hasher.LetGo();
        Assert.All(await Task.WhenAll(asked), fit => Assert.Equal(PasswordFit.Right, fit));
        Assert.Equal(Few, _hasher.MostAtOnce);
        Assert.Equal(PasswordFit.Right, await _hashes.VerifyAsync("hash", "typed", Ct)); // and then there is room again
    }

    [Fact]
    public async Task Without_an_account_it_is_wrong_after_the_same_work()
    {
        _hasher.LetGo();
        await _hashes.VerifyAsync(null, "typed", Ct);

        Assert.Equal(PasswordFit.Wrong, await _hashes.VerifyAsync(null, "typed", Ct));
        Assert.Equal(2, _hasher.Begun);
    }

    public void Dispose()
    {
        _hasher.LetGo();
        _hashes.Dispose();
    }

    private static int Few => Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Finds every password right, as soon as it is let go.</summary>
    private sealed class HeldHasher : IPasswordHasher<IdentityUser<Guid>>
    {
        private readonly ManualResetEventSlim _go = new();
        private readonly Lock _lock = new();
        private int _now;

        public int Begun { get; private set; }

        public int MostAtOnce { get; private set; }

        public void LetGo() => _go.Set();

        public string HashPassword(IdentityUser<Guid> user, string password) => "hash";

        public PasswordVerificationResult VerifyHashedPassword(IdentityUser<Guid> user, string hashedPassword, string providedPassword)
        {
            lock (_lock)
            {
                Begun++;
                MostAtOnce = Math.Max(MostAtOnce, ++_now);
            }

            _go.Wait(Ct);
            lock (_lock)
            {
                _now--;
            }

            return PasswordVerificationResult.Success;
        }
    }
}

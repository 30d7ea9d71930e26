using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Web.Hosting;

namespace Xtablo.Web.Tests.Nodes;

/// <summary>Nodes on one PostgreSQL, each with a data directory of its own, read what any of them has protected.</summary>
public sealed class SharedKeysTests : IAsyncLifetime
{
    private readonly PostgresApp _first = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _first.InitializeAsync();

    public ValueTask DisposeAsync() => _first.DisposeAsync();

    [Fact]
    public async Task Who_signed_in_at_one_is_signed_in_at_the_other_and_its_forms_are_good_there()
    {
        await using var second = new AnotherNode(_first);
        var ada = await _first.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var field = await ada.FieldAsync();
        using var http = second.CreateClient(new() { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("Cookie", ada.Cookies!.GetCookieHeader(_first.ClientOptions.BaseAddress));

        using var page = await http.GetAsync(discussion, Ct);
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", field), new("body", "from the other")]);
        using var answer = await http.PostAsync(discussion, form, Ct);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_that_another_node_makes_is_read_long_after_the_start()
    {
        await using var second = new AnotherNode(_first);
        var (here, there) = (Protector(_first), Protector(second));
        var before = here.Protect([1]);
        Assert.Equal([1], there.Unprotect(before));
        NoLongerLooksByItself(second);
        var now = TimeProvider.System.GetUtcNow();
        _ = _first.Services.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));

        var after = before;
        SpinWait.SpinUntil(() => !KeyOf(after = here.Protect([2])).SequenceEqual(KeyOf(before)), TimeSpan.FromSeconds(10));

        Assert.NotEqual(KeyOf(before), KeyOf(after));
        Assert.Equal([2], there.Unprotect(after));
    }

    [Fact]
    public void Made_up_keys_have_the_keys_read_once_a_second_at_most()
    {
        var (time, keys) = (new FakeTimeProvider(), new NoKeys());
        var ofOthers = new KeysOfOthers(keys, time);
        for (var i = 0; i < 50; i++)
        {
            Assert.False(ofOthers.AreNewFor([0x09, 0xF0, 0xC9, 0xF0, .. RandomNumberGenerator.GetBytes(64)]));
        }

        Assert.Equal(1, keys.Readings);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(ofOthers.AreNewFor([0x09, 0xF0, 0xC9, 0xF0, .. RandomNumberGenerator.GetBytes(64)]));

        Assert.Equal(2, keys.Readings);
        Assert.False(ofOthers.AreNewFor([1, 2, 3]));
    }

    [Fact]
    public async Task Keys_of_a_folder_are_taken_over_once()
    {
        await using var alone = new SqliteApp();
        await alone.InitializeAsync();
        var before = Protector(alone).Protect([3]);
        await using (var first = new AnotherNode(_first) { Settings = { ["Xtablo:DataDirectory"] = alone.DataDirectory } })
        {
            Assert.Equal([3], Protector(first).Unprotect(before));
        }

        await _first.Database.ExecuteAsync("DELETE FROM data_protection_keys"); // as one does when they were stolen
        await using var again = new AnotherNode(_first) { Settings = { ["Xtablo:DataDirectory"] = alone.DataDirectory } };
        Assert.ThrowsAny<CryptographicException>(() => Protector(again).Unprotect(before));
    }

    private static IDataProtector Protector(XtabloApp node) => node.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Tests");

    private static byte[] KeyOf(byte[] what) => what[4..20];

    /// <summary>For two minutes after a start the framework looks for keys that it does not know: as if they were over.</summary>
    private static void NoLongerLooksByItself(XtabloApp node)
    {
        var ring = node.Services.GetRequiredService<IKeyRingProvider>();
        ring.GetType().GetProperty("AutoRefreshWindowEnd", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(ring, DateTime.MinValue.ToUniversalTime());
    }

    private sealed class NoKeys : IKeyManager
    {
        public int Readings { get; private set; }

        public IReadOnlyCollection<IKey> GetAllKeys()
        {
            Readings++;
            return [];
        }

        public CancellationToken GetCacheExpirationToken() => CancellationToken.None;

        public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) => throw new NotSupportedException();

        public void RevokeKey(Guid keyId, string? reason = null) => throw new NotSupportedException();

        public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => throw new NotSupportedException();
    }
}

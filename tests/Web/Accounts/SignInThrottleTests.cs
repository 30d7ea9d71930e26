using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.Tests.Accounts;

/// <summary>The clock is moved on before each test, so that each begins with nothing counted. No database takes part in it.</summary>
public sealed class SignInThrottleTests : IClassFixture<SignInThrottleTests.Server>
{
    private const int Most = 10;
    private static int nextAddress;
    private readonly Server _server;

    public SignInThrottleTests(Server server)
    {
        _server = server;
        server.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_ten_wrong_ones_for_an_email_the_right_password_is_refused_too_from_everywhere()
    {
        var ada = await _server.App.SignedInAsync();
        await FailAsync(ada.Email, Most);

        using var refused = await Stranger().SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        var page = await refused.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Too many failed attempts to sign in.", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{ada.Email}\"", page, StringComparison.Ordinal);

        _server.Clock.Advance(TimeSpan.FromSeconds(61));
        using var later = await Stranger().SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.SeeOther, later.StatusCode);
    }

    [Fact]
    public async Task An_email_without_an_account_is_counted_alike()
    {
        await FailAsync("nobody.at.all@example.org", Most - 1);
        await FailAsync("  NOBODY.at.all@example.org", 1);

        using var refused = await Stranger().SignInAsync("nobody.at.all@example.org");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task A_device_that_signed_in_before_gets_in_while_someone_hammers_its_email_from_its_very_address()
    {
        var ada = await _server.App.SignedInAsync();
        var own = Stranger();
        using var first = await own.SignInAsync(ada.Email);
        using var left = await own.PostAsync("/sign-out", []);
        var attacker = Stranger(own.Http.DefaultRequestHeaders.GetValues("X-Forwarded-For").Single());
        for (var i = 0; i < Most; i++)
        {
            using var wrong = await attacker.SignInAsync(ada.Email, "guess");
        }

        using var refused = await attacker.SignInAsync(ada.Email);
        using var again = await own.SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task The_device_that_the_account_was_made_on_is_known_too()
    {
        var ada = await _server.App.RegisteredAsync();
        await FailAsync(ada.Email, Most);

        using var again = await ada.SignInAsync();
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task A_known_device_may_not_guess_for_ever_nor_at_another_email()
    {
        var ada = await _server.App.SignedInAsync();
        var bob = await _server.App.SignedInAsync("Bob");
        var device = Stranger();
        using var signedIn = await device.SignInAsync(ada.Email);
        using var left = await device.PostAsync("/sign-out", []);
        for (var i = 0; i < Most; i++)
        {
            using var wrong = await device.SignInAsync(ada.Email, "guess");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var refused = await device.SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var another = Stranger();
        using var known = await another.SignInAsync(ada.Email);
        using var leftToo = await another.PostAsync("/sign-out", []);
        await FailAsync(bob.Email, Most);
        using var other = await another.SignInAsync(bob.Email); // it is known, but not to that e-mail
        Assert.Equal(HttpStatusCode.TooManyRequests, other.StatusCode);
    }

    [Fact]
    public async Task After_ten_wrong_ones_from_an_address_it_is_refused_whatever_the_email()
    {
        var ada = await _server.App.SignedInAsync();
        var stranger = Stranger();
        for (var i = 0; i < Most; i++)
        {
            using var wrong = await stranger.SignInAsync($"someone.else{i}@example.org", "guess");
        }

        using var refused = await stranger.SignInAsync(ada.Email);
        using var elsewhere = await Stranger().SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Who_claims_to_be_a_proxy_and_is_not_known_as_one_changes_nothing()
    {
        var stranger = Stranger("198.51.100.7");
        for (var i = 0; i < Most; i++)
        {
            stranger.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
            stranger.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}, 198.51.100.7"); // what the known one adds stands last
            using var wrong = await stranger.SignInAsync($"someone.new{i}@example.org", "guess");
        }

        using var refused = await stranger.SignInAsync("someone.new@example.org");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Theory]
    [InlineData("/account", "PresentPassword")]
    [InlineData("/account/tokens", "Password")]
    [InlineData("/account/passkeys", "Password")]
    [InlineData("/account/two-factor", "Password")]
    [InlineData("/account/two-factor/off", "Password")]
    public async Task A_session_left_open_is_no_leave_to_try_out_the_password(string path, string field)
    {
        var ada = await _server.App.SignedInAsync();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await ada.PostAsync(path, new() { ["Password"] = "a quite different one", [field] = "a guess" });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var refused = await ada.PostAsync(path, new() { ["Password"] = "a quite different one", [field] = Visitor.Password });
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using var elsewhere = await Stranger().SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.SeeOther, elsewhere.StatusCode); // no sign-in feels it
    }

    [Fact]
    public async Task Many_at_the_same_time_get_no_more_guesses()
    {
        var ada = await _server.App.SignedInAsync();
        var strangers = await Task.WhenAll(Enumerable.Range(0, 14).Select(async _ =>
        {
            var stranger = Stranger();
            return (stranger, token: await stranger.TokenAsync());
        }));
        var answers = await Task.WhenAll(strangers.Select(each => each.stranger.PostBareAsync("/sign-in", new()
        {
            ["Email"] = ada.Email,
            ["Password"] = "guess",
            ["__RequestVerificationToken"] = each.token,
        })));

        Assert.Equal(Most, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Signing_in_rightly_is_never_too_often()
    {
        var ada = await _server.App.SignedInAsync();
        var address = NextAddress();
        var answers = await Task.WhenAll(Enumerable.Range(0, Most + 2).Select(_ => Stranger(address).SignInAsync(ada.Email)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
    }

    [Fact]
    public async Task But_sixty_times_in_an_hour_are_enough_and_the_next_is_refused_with_a_sentence()
    {
        var ada = await _server.App.SignedInAsync();
        var browser = Stranger();
        for (var i = 0; i < 60; i++)
        {
            using var signedIn = await browser.SignInAsync(ada.Email);
            Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        }

        using var refused = await Stranger().SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("You have signed in very often", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains(_server.App.Log, line => line.Contains("Xtablo.Authentication: sign-in by password: refused, sign-in.too-often; e-mail ", StringComparison.Ordinal));
        _server.Clock.Advance(TimeSpan.FromMinutes(61));
        using var later = await Stranger().SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.SeeOther, later.StatusCode);
    }

    [Fact]
    public async Task A_device_is_known_no_more_once_a_reset_may_have_ended_an_intruder()
    {
        var ada = await _server.App.SignedInAsync();
        var device = Stranger();
        using var first = await device.SignInAsync(ada.Email);
        using var left = await device.PostAsync("/sign-out", []);
        var links = _server.App.Services.GetRequiredService<IResetLinks>();
        var link = await links.MakeAsync(EmailAddress.From(ada.Email), new(TimeSpan.FromHours(1), null, ByOperator: false), Ct);
        await links.UseAsync(link!.Secret, Password.From("a quite different one"), withoutSecondFactor: false, Ct);
        await FailAsync(ada.Email, Most);

        using var refused = await device.SignInAsync(ada.Email, "a quite different one");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    /// <summary>Each time from another address.</summary>
    private async Task FailAsync(string email, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var wrong = await Stranger().SignInAsync(email, "guess");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }
    }

    private Visitor Stranger(string? address = null)
    {
        var stranger = _server.App.Visitor();
        stranger.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address ?? NextAddress());
        return stranger;
    }

    private static string NextAddress() => string.Create(CultureInfo.InvariantCulture, $"198.18.{Interlocked.Increment(ref nextAddress) / 250}.{1 + (nextAddress % 250)}");

    /// <summary>Behind a proxy, so that one machine can come from many addresses.</summary>
    public sealed class Server : IAsyncLifetime
    {
        public SqliteApp App { get; } = new();

        public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

        public async ValueTask InitializeAsync()
        {
            App.Time = Clock;
            App.Settings["Xtablo:RateLimits:Enabled"] = "true";
            App.Settings["Xtablo:KnownProxies"] = "127.0.0.1";
            await App.InitializeAsync();
            App.ServeOnSocket();
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}

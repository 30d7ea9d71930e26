using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xtablo.Application.Accounts;

namespace Xtablo.Web.Tests.Accounts;

/// <summary>What is asked beside the signature, which is always right here; a real one is checked in tests/Browser.</summary>
public sealed class PasskeySignInTests(PasskeySignInTests.Server server) : IClassFixture<PasskeySignInTests.Server>, IAsyncLifetime
{
    private readonly SqliteApp _app = server.App;
    private readonly AlwaysRight _device = server.Device;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _device.Of((await _app.SignedInAsync()).Email);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_answer_is_good_once()
    {
        var visitor = _app.Visitor();
        var state = await AskAsync(visitor);

        Assert.Equal(HttpStatusCode.SeeOther, await AnswerAsync(visitor, state));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AnswerAsync(_app.Visitor(), state));
    }

    [Fact]
    public async Task After_five_minutes_it_is_too_late_for_one()
    {
        var visitor = _app.Visitor();
        var state = await AskAsync(visitor);
        server.Clock.AdjustTime(server.Clock.GetUtcNow().AddMinutes(5));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AnswerAsync(visitor, state));
    }

    [Fact]
    public async Task A_device_that_did_not_verify_its_owner_is_half_a_factor_and_opens_nothing()
    {
        _device.Verifies = false;
        var visitor = _app.Visitor();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AnswerAsync(visitor, await AskAsync(visitor)));
    }

    [Fact]
    public async Task That_of_a_disabled_account_opens_nothing()
    {
        await _app.Services.DoAsync<DisableAccount, bool>(new(_device.Email));
        var visitor = _app.Visitor();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AnswerAsync(visitor, await AskAsync(visitor)));
    }

    private static async Task<string> AskAsync(Visitor visitor)
    {
        using var asked = await visitor.PostAsync("/sign-in/passkey/options", []);
        return JsonDocument.Parse(await asked.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("state").GetString()!;
    }

    private static async Task<HttpStatusCode> AnswerAsync(Visitor visitor, string state)
    {
        using var answer = await visitor.PostAsync("/sign-in/passkey", new() { ["credential"] = "{}", ["state"] = state });
        return answer.StatusCode;
    }

    public sealed class Server : Clocked<SqliteApp>
    {
        internal AlwaysRight Device { get; } = new();

        protected override void Prepare(SqliteApp app) =>
            app.Change = services => services.Replace(ServiceDescriptor.Scoped<IPasskeyHandler<IdentityUser<Guid>>>(_ => Device));
    }

    internal sealed class AlwaysRight : IPasskeyHandler<IdentityUser<Guid>>
    {
        public string Email { get; private set; } = "";

        public bool Verifies { get; set; } = true;

        /// <summary>From now on it is that of another person, and verifies them.</summary>
        public void Of(string email) => (Email, Verifies) = (email, true);

        public Task<PasskeyRequestOptionsResult> MakeRequestOptionsAsync(IdentityUser<Guid>? user, HttpContext httpContext) =>
            Task.FromResult(new PasskeyRequestOptionsResult { RequestOptionsJson = "{}", AssertionState = $"{Guid.CreateVersion7()}" });

        public async Task<PasskeyAssertionResult<IdentityUser<Guid>>> PerformAssertionAsync(PasskeyAssertionContext context)
        {
            var users = context.HttpContext.RequestServices.GetRequiredService<UserManager<IdentityUser<Guid>>>();
            var user = await users.FindByEmailAsync(Email);
            return PasskeyAssertionResult.Success(new UserPasskeyInfo([1], [2], DateTimeOffset.UnixEpoch, 0, [], Verifies, false, false, [3], [4]), user!);
        }

        public Task<PasskeyCreationOptionsResult> MakeCreationOptionsAsync(PasskeyUserEntity userEntity, HttpContext httpContext) => throw new NotSupportedException();

        public Task<PasskeyAttestationResult> PerformAttestationAsync(PasskeyAttestationContext context) => throw new NotSupportedException();
    }
}

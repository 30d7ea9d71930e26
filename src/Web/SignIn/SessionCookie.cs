using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xtablo.Application.Accounts;
using Xtablo.Application.Limits;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.SignIn;

/// <summary>
/// The cookie identifies a session and contains nothing more; the server looks up the account, and whether the session has
/// ended, on each request. Over https the cookie is <c>__Host-</c> and Secure. Many teams begin on plain http, where browsers
/// reject such a cookie, so there it is a plain one.
/// </summary>
internal static class SessionCookie
{
    private const string Name = "xtablo-session";
    private static readonly TimeSpan BrowserKeepsIt = TimeSpan.FromDays(365); // the session itself expires on the server

    public static void AddSignIn(this IServiceCollection services, Settings settings)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = Name;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.CookieManager = new NameByScheme();
            cookie.ExpireTimeSpan = BrowserKeepsIt;
            cookie.SlidingExpiration = false; // a stream must never set a cookie

            // The API never accepts a cookie.
            cookie.ForwardDefaultSelector = http => ApiAddresses.Is(http.Request.Path) ? BearerScheme.Name : null;
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnValidatePrincipal = LookUpAsync;
            cookie.Events.OnRedirectToLogin = AskToSignInAsync;
        }).AddScheme<AuthenticationSchemeOptions, BearerScheme>(BearerScheme.Name, configureOptions: null);
        services.AddAuthorization();
        services.AddHttpContextAccessor();
        services.AddSingleton<ICaller, RequestCaller>();
        services.AddSingleton<Installation>();
        services.TryAddSingleton<ILimitCounts, CountsInMemory>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<DeviceCookie>();
        services.AddScoped<SignInCompletion>();
        services.AddPasskeys(settings);
    }

    private static void AddPasskeys(this IServiceCollection services, Settings settings)
    {
        services.AddScoped<IPasskeyHandler<IdentityUser<Guid>>, PasskeyHandler<IdentityUser<Guid>>>();
        services.AddScoped<IPasskeyCeremony, PasskeyCeremony>();
        services.AddSingleton<PasskeyAnswers>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = settings.PublicUrl?.Host; // null: the host of the request
            passkeys.UserVerificationRequirement = "required"; // a passkey replaces both factors
            passkeys.ResidentKeyRequirement = "required"; // a passkey signs in without an e-mail
        });
    }

    public static Task SignInAsync(this HttpContext http, SessionId session) => http.SignInAsync(
        SignedInUser.PrincipalOf(session, CookieAuthenticationDefaults.AuthenticationScheme),
        new AuthenticationProperties { IsPersistent = true });

    /// <summary>
    /// Returns the name of a cookie here, which has the mark of this installation. Over https it is bound to this host, which
    /// browsers enforce (RFC 6265bis, 4.1.3.2).
    /// </summary>
    public static string NameFor(HttpContext http, string name)
    {
        var own = $"{name}-{http.RequestServices.GetRequiredService<Installation>().Mark}";
        return http.Request.IsHttps ? $"__Host-{own}" : own;
    }

    private static async Task LookUpAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<ISessions>();
        var who = context.Principal?.SessionOrNull() is { } session
            ? await sessions.FindAsync(session, context.HttpContext.RequestAborted)
            : null;
        if (who is null)
        {
            context.RejectPrincipal();
        }
        else
        {
            context.Principal = SignedInUser.PrincipalOf(who, context.Scheme.Name);
        }
    }

    private static Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var endpoint = context.HttpContext.GetEndpoint();
        if (request.IsHtmx() || endpoint?.Metadata.GetMetadata<NeverRedirectedAttribute>() is not null)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
        {
            return SignInController.AskAndCarryAsync(context.HttpContext);
        }

        var back = UriHelper.BuildRelative(request.PathBase, request.Path, request.QueryString);
        context.Response.Redirect($"/sign-in?returnUrl={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }

    private sealed class NameByScheme : ICookieManager
    {
        private readonly ChunkingCookieManager _cookies = new();

        // Earlier versions had no mark in the name: whoever signed in then stays so.
        public string? GetRequestCookie(HttpContext context, string key) =>
            _cookies.GetRequestCookie(context, NameFor(context, key))
            ?? _cookies.GetRequestCookie(context, context.Request.IsHttps ? $"__Host-{key}" : key);

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
            _cookies.AppendResponseCookie(context, NameFor(context, key), value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
            _cookies.DeleteCookie(context, NameFor(context, key), options);
    }
}

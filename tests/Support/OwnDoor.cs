using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Domain.Accounts;

namespace Xtablo.Tests.Support;

/// <summary>
/// Lets browsers in without a request: the program's own cookie scheme and antiforgery write what a page would have
/// brought, so it is in their formats, of their keys and checked by them. That the pages bring it too is for the tests of
/// signing in to say, which go the way of everybody.
/// </summary>
internal sealed class OwnDoor(IServiceProvider services, Uri address)
{
    private const string SessionClaim = "xtablo:session";

    /// <summary>Gives a browser the cookie of a session.</summary>
    public async Task LetInAsync(CookieContainer browser, SessionId session)
    {
        await using var scope = services.CreateAsyncScope();
        var http = RequestOf(browser, scope.ServiceProvider);
        var who = new ClaimsIdentity([new Claim(SessionClaim, session.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(new ClaimsPrincipal(who), new AuthenticationProperties { IsPersistent = true });
        Keep(browser, http);
    }

    /// <summary>The antiforgery field as a page shows it now to whoever has this browser.</summary>
    public async Task<string> FormTokenAsync(CookieContainer browser)
    {
        await using var scope = services.CreateAsyncScope();
        var http = RequestOf(browser, scope.ServiceProvider);
        http.User = (await http.AuthenticateAsync()).Principal ?? http.User;
        var tokens = scope.ServiceProvider.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        Keep(browser, http);
        return tokens.RequestToken!;
    }

    private DefaultHttpContext RequestOf(CookieContainer browser, IServiceProvider scope)
    {
        var http = new DefaultHttpContext { RequestServices = scope };
        http.Request.Scheme = address.Scheme;
        http.Request.Host = new HostString(address.Authority);
        http.Request.Headers.Cookie = browser.GetCookieHeader(address);
        scope.GetRequiredService<IHttpContextAccessor>().HttpContext = http; // the name of the form's cookie is that of the request
        return http;
    }

    private void Keep(CookieContainer browser, HttpContext http)
    {
        foreach (var cookie in http.Response.Headers.SetCookie)
        {
            browser.SetCookies(address, cookie!);
        }
    }
}

using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Xtablo.Application.Accounts;
using Xtablo.Web.Shared;

namespace Xtablo.Web.SignIn;

/// <summary>
/// Authenticates programs by <c>Authorization: Bearer xt_…</c> (RFC 6750, 2.1), at the addresses of the API and nowhere else.
/// </summary>
internal sealed class BearerScheme(
    ITokens tokens,
    AuthenticationLog log,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";
    private const string Prefix = Name + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.FindAsync(header[Prefix.Length..].Trim(), Context.RequestAborted) is { } who)
        {
            return AuthenticateResult.Success(new(SignedInUser.PrincipalOf(who, Scheme.Name), Scheme.Name));
        }

        log.Write("request by token", "refused", "nobody known");
        return AuthenticateResult.NoResult(); // reveals neither what is wrong with the token nor that it was once valid
    }

    /// <summary>Writes no body: the status pages write it, as they do for every problem.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers[HeaderNames.WWWAuthenticate] = Name;
        return Task.CompletedTask;
    }
}

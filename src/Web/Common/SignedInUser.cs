using System.Security.Claims;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Web.Common;

/// <summary>Who is asking, as the session cookie told. Call these only where signing in is required.</summary>
internal static class SignedInUser
{
    private const string SessionClaim = "xtablo:session";

    public static ClaimsPrincipal PrincipalOf(SessionId session, string scheme) =>
        new(new ClaimsIdentity([new Claim(SessionClaim, session.ToString())], scheme));

    public static ClaimsPrincipal PrincipalOf(SignedIn who, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, roleType: null);
        identity.AddClaim(new Claim(SessionClaim, who.Session.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, who.Account.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, who.Name.Value));
        if (who.Language is not null)
        {
            identity.AddClaim(new Claim(ClaimTypes.Locality, who.Language));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>Null when nobody is signed in.</summary>
    public static SessionId? SessionOrNull(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(SessionClaim), out var id) ? new SessionId(id) : null;

    public static SessionId Session(this ClaimsPrincipal user) =>
        user.SessionOrNull() ?? throw new InvalidOperationException("Nobody is signed in.");

    public static AccountId AccountId(this ClaimsPrincipal user) => new(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!));

    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Name)!;

    public static string? Language(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Locality);

    public static Author AsAuthor(this ClaimsPrincipal user) =>
        new(user.AccountId(), Domain.Accounts.DisplayName.FromStored(user.DisplayName()));
}

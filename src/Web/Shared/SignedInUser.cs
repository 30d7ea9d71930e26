using System.Security.Claims;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Shared;

/// <summary>
/// The caller of a request, identified by the session cookie or a token. Call these only where one of them is required.
/// </summary>
internal static class SignedInUser
{
    private const string AccessClaim = "xtablo:session"; // the cookies in browsers contain this name
    private const string TabloClaim = "xtablo:tablo";
    private const string NoTablo = "";

    public static ClaimsPrincipal PrincipalOf(SessionId session, string scheme) =>
        new(new ClaimsIdentity([new Claim(AccessClaim, session.ToString())], scheme));

    public static ClaimsPrincipal PrincipalOf(SignedIn who, string scheme)
    {
        var principal = PrincipalOf(who.Session.AsAccess(), who.Account, who.Name, who.Language, scheme);
        ((ClaimsIdentity)principal.Identity!).AddClaims(PreferredByUser.ClaimsOf(who.Preferences));
        return principal;
    }

    /// <summary>Streams opened with a token are identified by it, as those of a browser are by its session.</summary>
    public static ClaimsPrincipal PrincipalOf(Bearer who, string scheme)
    {
        var principal = PrincipalOf(who.Token.AsAccess(), who.Account, who.Name, who.Language, scheme);
        if (who.Tablos is { } tablos)
        {
            var identity = (ClaimsIdentity)principal.Identity!;
            identity.AddClaim(new Claim(TabloClaim, NoTablo)); // so that a token limited to no tablo at all stays limited
            identity.AddClaims(tablos.Select(tablo => new Claim(TabloClaim, tablo.ToString())));
        }

        return principal;
    }

    private static ClaimsPrincipal PrincipalOf(
        AccessId access, AccountId account, DisplayName name, string? language, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, roleType: null);
        identity.AddClaim(new Claim(AccessClaim, access.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, account.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, name.Value));
        if (language is not null)
        {
            identity.AddClaim(new Claim(ClaimTypes.Locality, language));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>Returns true for a token that was made for some tablos only.</summary>
    public static bool IsLimited(this ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == TabloClaim);

    /// <summary>
    /// Returns false for a token that was made for other tablos only. Does not check membership, which only the database knows.
    /// </summary>
    public static bool MayOpen(this ClaimsPrincipal user, TabloId tablo) =>
        !user.IsLimited() || user.HasClaim(TabloClaim, tablo.ToString());

    /// <summary>Returns the tablos that a token was made for; null when it, or the session, opens all of the account's.</summary>
    public static IReadOnlyList<TabloId>? OpenedTablos(this ClaimsPrincipal user) => user.IsLimited()
        ? [.. user.FindAll(TabloClaim).Where(c => c.Value != NoTablo).Select(c => new TabloId(Guid.Parse(c.Value)))]
        : null;

    /// <summary>Returns null when nobody is signed in.</summary>
    public static SessionId? SessionOrNull(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(AccessClaim), out var id) ? new SessionId(id) : null;

    public static SessionId Session(this ClaimsPrincipal user) =>
        user.SessionOrNull() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The id of the session or the token that the request was authenticated with.</summary>
    public static AccessId Access(this ClaimsPrincipal user) => new(Guid.Parse(user.FindFirstValue(AccessClaim)!));

    public static AccountId AccountId(this ClaimsPrincipal user) =>
        new(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!));

    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Name)!;

    public static string? Language(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Locality);

    public static Person AsPerson(this ClaimsPrincipal user) =>
        new(user.AccountId(), Domain.Accounts.DisplayName.FromStored(user.DisplayName()));
}

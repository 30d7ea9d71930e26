namespace Xtablo.Web.SignIn;

/// <summary>
/// The cookie that the antiforgery field of forms belongs to. As the session's it is <c>__Host-</c> over https (RFC 6265bis,
/// 4.1.3.2), so that no neighbouring subdomain can set it; it is read and written in one request, whose scheme decides.
/// </summary>
internal sealed class FormCookie : CookieBuilder
{
    private const string PlainName = "xtablo-form";
    private static readonly HttpContextAccessor Requests = new();

    public FormCookie()
    {
        HttpOnly = true;
        IsEssential = true;
        Path = "/";
        SameSite = SameSiteMode.Lax; // as the session's: with Strict, a link in a mail would make the forms of open tabs stale
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    public override string? Name
    {
        get => Requests.HttpContext is { } http ? SessionCookie.NameFor(http, PlainName) : PlainName;
        set => throw new NotSupportedException();
    }
}

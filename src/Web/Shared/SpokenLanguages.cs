using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Xtablo.Web.Shared;

internal static class SpokenLanguages
{
    /// <summary>The languages that the sentences are translated into, the default one first.</summary>
    public static readonly CultureInfo[] All = [.. Domain.Accounts.Languages.Tags.Select(tag => new CultureInfo(tag))];

    /// <summary>
    /// Sets the language for middleware that responds outside the scope in which the request's was set: on the way back, or
    /// before it was known; then it is the one that the browser prefers.
    /// </summary>
    public static void SpeakTheirLanguage(this HttpContext http)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture =
            http.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture ?? PreferredIn(http.Request) ?? All[0];
    }

    private static CultureInfo? PreferredIn(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => Array.Find(All, spoken => IsSpokenIn(language.Value.ToString(), spoken)))
        .FirstOrDefault(spoken => spoken is not null);

    /// <param name="tag">Such as <c>fr</c>, or <c>fr-CA</c>.</param>
    private static bool IsSpokenIn(string tag, CultureInfo language) =>
        tag.Split('-')[0].Equals(language.Name, StringComparison.OrdinalIgnoreCase);
}

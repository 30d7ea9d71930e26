using Microsoft.AspNetCore.Localization;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Pipeline;

/// <summary>
/// Sets the language of the response: the one that the account has chosen, else the one that the browser prefers.
/// </summary>
internal static class Languages
{
    public static void UseLanguages(this IApplicationBuilder app) => app.UseRequestLocalization(localization =>
    {
        localization.DefaultRequestCulture = new RequestCulture(SpokenLanguages.All[0]);
        localization.SupportedCultures = SpokenLanguages.All;
        localization.SupportedUICultures = SpokenLanguages.All;
        localization.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(
                http => Task.FromResult(http.User.Language() is { } tag ? new ProviderCultureResult(tag) : null)),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    });
}

using System.Reflection;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Xtablo.Application.Operation;
using Xtablo.Web.Api;
using Xtablo.Web.Hosting;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Pipeline;

/// <summary>What each request goes through, in its order, and the services that this needs.</summary>
internal static class RequestPipeline
{
    public static void UseRequestPipeline(this WebApplication app, Settings settings)
    {
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseKnownProxies(settings);
        app.UsePublicHost(settings);
        app.UseStatusPages();
        app.UseHead();
        app.Services.GetRequiredService<Assets>().Serve(app);
        app.UseRouting();

        // From here on the endpoint is known, and with it what it asks for.
        app.UseCrossSiteRefusal();
        app.UseRequestSizeLimit();
        app.UsePostedForms();
        app.UseAuthentication();
        app.UseLanguages();
        app.UseAuthorization();
    }

    public static void AddRequestPipeline(this IServiceCollection services)
    {
        services.AddControllersWithViews(mvc =>
            {
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                mvc.ValueProviderFactories.RemoveType<RouteValueProviderFactory>();
                mvc.ValueProviderFactories.Insert(0, new RouteValueProviderFactory()); // no field of a form stands in for a part of the address
            })
            .ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new InternalControllers()))
            .AddApiAnswers();
        services.Configure<RazorViewEngineOptions>(razor => razor.ViewLocationExpanders.Add(new FeatureFolders()));
        services.AddSingleton<HtmlEncoder, PlainHtmlEncoder>();
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "xtablo-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Lax; // as the session's: else a link from a mail makes the forms of all open tabs stale
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true; // frame-ancestors says it
        });
        services.AddLocalization();
        services.AddSingleton<Assets>();
        services.AddSingleton<MetricsText>();
        services.AddSingleton<RateLimits>();
    }

    /// <summary>Ours are internal, as everything is that nobody else needs.</summary>
    private sealed class InternalControllers : ControllerFeatureProvider
    {
        protected override bool IsController(TypeInfo typeInfo) =>
            typeInfo is { IsAbstract: false, IsNested: false } && typeof(ControllerBase).IsAssignableFrom(typeInfo);
    }
}

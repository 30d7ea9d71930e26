using System.Reflection;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;
using Xtablo.Application.Operation;
using Xtablo.Web.Api;
using Xtablo.Web.Forms;
using Xtablo.Web.Hosting;
using Xtablo.Web.Leaving;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Pipeline;

/// <summary>The middleware that each request passes, in order, and the services that it needs.</summary>
internal static class RequestPipeline
{
    public static void UseRequestPipeline(this WebApplication app, Settings settings)
    {
        app.UseDraining();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseKnownProxies(settings);
        app.UseStatusPages();
        app.UsePublicHost(settings);
        app.UseHead();
        app.Services.GetRequiredService<Assets>().Serve(app);
        app.UseRouting();

        // From here on the endpoint is known, and with it its metadata.
        app.UseWhen(
            http => http.GetEndpoint()?.Metadata.GetMetadata<CompressedAttribute>() is not null,
            pages => pages.UseResponseCompression());
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
                mvc.BindFormAndRouteAlone();
            })
            .ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new InternalControllers()))
            .AddApiAnswers();
        services.Configure<RazorViewEngineOptions>(razor => razor.ViewLocationExpanders.Add(new FeatureFolders()));
        services.AddSingleton<HtmlEncoder, PlainHtmlEncoder>();
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie = new FormCookie();
            antiforgery.SuppressXFrameOptionsHeader = true; // frame-ancestors covers it
        });
        services.AddLocalization();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // of pages that are marked for it
            compression.MimeTypes = ["text/html"];
        });
        services.AddSingleton<Assets>();
        services.AddSingleton<MetricsText>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<Attempts>();
    }

    /// <summary>Lets MVC find our controllers, which are internal like everything that no other assembly needs.</summary>
    private sealed class InternalControllers : ControllerFeatureProvider
    {
        protected override bool IsController(TypeInfo typeInfo) =>
            typeInfo is { IsAbstract: false, IsNested: false } && typeof(ControllerBase).IsAssignableFrom(typeInfo);
    }
}

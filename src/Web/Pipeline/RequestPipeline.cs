using System.Globalization;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Xtablo.Application.Operation;
using Xtablo.Web.Api;
using Xtablo.Web.Hosting;
using Xtablo.Web.Limits;
using Xtablo.Web.Realtime;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Pipeline;

/// <summary>How a request becomes a page: the services that pages need, and what each request goes through, in its order.</summary>
internal static class RequestPipeline
{
    public static readonly CultureInfo[] Languages = [.. Domain.Accounts.Languages.Tags.Select(tag => new CultureInfo(tag))];

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

    public static void UseRequestPipeline(this WebApplication app, Settings settings)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler(error => error.Run(ShowErrorAsync));
        app.UseKnownProxies(settings);
        app.UsePublicHost(settings);
        app.UseStatusCodePages(context => ShowStatusAsync(context.HttpContext));
        app.UseCrossSiteRefusal();
        app.UseRequestSizeLimit();
        app.UseHead();
        app.UsePostedForms();
        app.Services.GetRequiredService<Assets>().Serve(app);
        app.UseRouting();
        app.UseAuthentication();
        app.UseRequestLocalization(Localize);
        app.UseAuthorization();
    }

    /// <summary>HEAD is GET without the body (RFC 9110, 9.3.2). A stream sees to it itself: its GET has no end.</summary>
    private static void UseHead(this WebApplication app) => app.Use(async (context, next) =>
    {
        var isPage = HttpMethods.IsHead(context.Request.Method) && !IsStream(context.Request.Path.Value!);
        if (isPage)
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        }

        await next(context);
    });

    private static void Localize(RequestLocalizationOptions localization)
    {
        localization.DefaultRequestCulture = new RequestCulture(Languages[0]);
        localization.SupportedCultures = Languages;
        localization.SupportedUICultures = Languages;
        localization.RequestCultureProviders =
        [
            // What the account chose, else what the browser asks for.
            new CustomRequestCultureProvider(http => Task.FromResult(http.User.Language() is { } tag ? new ProviderCultureResult(tag) : null)),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    }

    private static void UseKnownProxies(this WebApplication app, Settings settings)
    {
        if (settings.KnownProxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // as far back as the proxies are known
        };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in settings.KnownProxies)
        {
            forwarded.KnownIPNetworks.Add(proxy);
        }

        app.UseForwardedHeaders(forwarded);
    }

    private static void UsePublicHost(this WebApplication app, Settings settings)
    {
        if (settings.PublicUrl is { } address)
        {
            app.Use((context, next) =>
            {
                var path = context.Request.Path; // probes ask by address
                var probe = path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/metrics", StringComparison.Ordinal);
                if (!probe && address.Scheme == Uri.UriSchemeHttps)
                {
                    context.Request.Scheme = Uri.UriSchemeHttps; // what people use, though a proxy ends it that is not known here: cookies are Secure
                }

                if (probe || context.Request.Host.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase))
                {
                    return next(context);
                }

                context.Response.StatusCode = (int)HttpStatusCode.BadRequest;
                return Task.CompletedTask;
            });
        }
    }

    private static Task ShowErrorAsync(HttpContext http)
    {
        var failed = http.Features.Get<IExceptionHandlerPathFeature>();
        var isOutage = failed is not null && http.RequestServices.GetRequiredService<IOutages>().IsOutage(failed.Error);
        if (isOutage && IsStream(failed!.Path))
        {
            // Never 503, which would stop a native EventSource for good.
            http.Response.StatusCode = StatusCodes.Status200OK;
            SseWriter.Announce(http.Response);
            return http.Response.WriteAsync(SseWriter.Greeting(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(2000, 5001))));
        }

        if (isOutage)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "2";
        }
        else
        {
            http.Response.StatusCode = failed?.Error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        }

        return ShowStatusAsync(http);
    }

    /// <summary>As routing sees it: whatever the case, and with a slash behind it or none.</summary>
    public static bool IsStream(string path) => path.TrimEnd('/').EndsWith("/stream", StringComparison.OrdinalIgnoreCase);

    private static Task ShowStatusAsync(HttpContext http)
    {
        if (ApiAddresses.Is(http.Request.Path))
        {
            return http.TellProblemAsync();
        }

        var quiet = http.Response.StatusCode == StatusCodes.Status401Unauthorized || HttpMethods.IsHead(http.Request.Method);
        return quiet ? Task.CompletedTask : http.ShowAsync("/Shared/Status.cshtml", new StatusModel(http.Response.StatusCode, http.TraceIdentifier));
    }

    /// <summary>Ours are internal, as everything is that nobody else needs.</summary>
    private sealed class InternalControllers : ControllerFeatureProvider
    {
        protected override bool IsController(TypeInfo typeInfo) =>
            typeInfo is { IsAbstract: false, IsNested: false } && typeof(ControllerBase).IsAssignableFrom(typeInfo);
    }
}

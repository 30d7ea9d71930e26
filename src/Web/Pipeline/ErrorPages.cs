using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;
using Xtablo.Application.Operation;
using Xtablo.Web.Api;
using Xtablo.Web.Realtime;
using Xtablo.Web.Shared;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Pipeline;

/// <summary>The responses where no controller has written one: after a failure, and for a bare status.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this IApplicationBuilder app) =>
        app.UseExceptionHandler(error => error.Run(ShowErrorAsync));

    public static void UseStatusPages(this IApplicationBuilder app) =>
        app.UseStatusCodePages(context => ShowStatusAsync(context.HttpContext));

    private static Task ShowErrorAsync(HttpContext http)
    {
        var failed = http.Features.Get<IExceptionHandlerPathFeature>();
        var isOutage = failed is not null && http.RequestServices.GetRequiredService<IOutages>().IsOutage(failed.Error);
        if (isOutage && StreamAttribute.IsOn(failed!.Endpoint))
        {
            http.Response.StatusCode = StatusCodes.Status200OK;
            SseWriter.Announce(http.Response);
            var retry = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(2000, 5001));
            return http.Response.WriteAsync(SseWriter.Greeting(retry));
        }

        if (isOutage)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "2";
        }
        else
        {
            http.Response.StatusCode = failed?.Error is BadHttpRequestException bad
                ? bad.StatusCode
                : StatusCodes.Status500InternalServerError;
        }

        return ShowStatusAsync(http);
    }

    private static Task ShowStatusAsync(HttpContext http)
    {
        if (ApiAddresses.Is(http.Request.Path))
        {
            return http.TellProblemAsync();
        }

        return http.Response.StatusCode == StatusCodes.Status401Unauthorized
            ? Task.CompletedTask
            : http.ShowAsync(
                "/Shared/Status.cshtml",
                new StatusModel(http.Response.StatusCode, http.TraceIdentifier, http.Features.Get<HostMismatch>()));
    }
}

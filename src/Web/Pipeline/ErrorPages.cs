using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;
using Xtablo.Application.Operation;
using Xtablo.Web.Api;
using Xtablo.Web.Discussions;
using Xtablo.Web.Forms;
using Xtablo.Web.Hosting;
using Xtablo.Web.Realtime;
using Xtablo.Web.Shared;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Pipeline;

/// <summary>The responses where no controller has written one: after a failure, and for a bare status.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this IApplicationBuilder app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ShowErrorAsync,
            SuppressDiagnosticsCallback = failed => IsOutage(failed.HttpContext, failed.Exception), // it is logged in one line
        });

    public static void UseStatusPages(this IApplicationBuilder app) =>
        app.UseStatusCodePages(context => ShowStatusAsync(context.HttpContext));

    private static Task ShowErrorAsync(HttpContext http)
    {
        var failed = http.Features.Get<IExceptionHandlerPathFeature>();
        var isOutage = failed is not null && IsOutage(http, failed.Error);
        if (isOutage)
        {
            http.LogOutage(failed!.Endpoint, failed.Error);
        }

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
            if (TextIn(http, failed!.Endpoint) is { } unsent)
            {
                return http.ShowAsync("/Discussions/NotSent.cshtml", unsent);
            }
        }
        else
        {
            http.Response.StatusCode = failed?.Error is BadHttpRequestException bad
                ? bad.StatusCode
                : StatusCodes.Status500InternalServerError;
        }

        return ShowStatusAsync(http);
    }

    /// <summary>What someone has written, where the outage came before any controller could keep it; null for nothing.</summary>
    private static MessageForm? TextIn(HttpContext http, Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<TakesFormsAttribute>() is not null
        && SignInCompletion.TabloAddress().IsMatch(http.Request.Path)
        && !http.Request.IsHtmx()
        && http.Request.HasFormContentType
        && http.Request.Form["body"].ToString() is { Length: > 0 } body
            ? new MessageForm { Body = body, ClientId = http.Request.Form["clientId"] }
            : null;

    private static bool IsOutage(HttpContext http, Exception failure) =>
        http.RequestServices.GetRequiredService<IOutages>().IsOutage(failure);

    private static Task ShowStatusAsync(HttpContext http)
    {
        if (ApiAddresses.Is(http.Request.Path))
        {
            return http.TellProblemAsync();
        }

        var isReadByNobody = http.Request.Path.StartsWithSegments(Assets.Root, StringComparison.Ordinal); // a script that is gone
        return http.Response.StatusCode == StatusCodes.Status401Unauthorized || isReadByNobody
            ? Task.CompletedTask
            : http.ShowAsync(
                "/Shared/Status.cshtml",
                new StatusModel(http.Response.StatusCode, http.TraceIdentifier, http.Features.Get<HostMismatch>()));
    }
}

using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Traces and metrics for a collector, by OTLP over HTTP. Without one in the settings nothing of this is registered. What is
/// sent says nothing of who writes and what (ADR 47).
/// </summary>
internal static class Telemetry
{
    private const string Requests = "Microsoft.AspNetCore.Hosting";
    private const string Runtime = "System.Runtime";
    private const string Postgres = "Npgsql";

    /// <summary>Registers nothing unless there is a collector.</summary>
    public static void AddTelemetry(this IServiceCollection services, Settings settings)
    {
        if (settings.OtlpEndpoint is not { } collector)
        {
            return;
        }

        services.AddSingleton<CollectorLine>();
        services.AddHostedService(provider => provider.GetRequiredService<CollectorLine>());
        Lead("traces");
        Lead("metrics");
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("xtablo", serviceVersion: VersionOfThis()))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpResponse = LeaveOut)
                .AddProcessor<SentSpans>()
                .AddOtlpExporter("traces", configure: null))
            .WithMetrics(metrics => metrics
                .AddMeter(XtabloMetrics.MeterName, Requests, Runtime, Postgres)
                .AddView(_ => new MetricStreamConfiguration { TagKeys = [.. SentTags.All] })
                .AddOtlpExporter("metrics", configure: null));

        void Lead(string signal) => services.AddOptions<OtlpExporterOptions>(signal).Configure<CollectorLine>((otlp, line) =>
        {
            otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
            otlp.Endpoint = new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
            otlp.HttpClientFactory = line.Open;
        });
    }

    /// <summary>
    /// Begins to measure, so that what counts from 0 is seen at 0. Without a collector nothing happens.
    /// </summary>
    public static void BeginTelemetry(this IServiceProvider services) => _ = services.GetService<MeterProvider>();

    /// <summary>How long a stream was open, and that a probe was answered, tells nothing of how long requests take.</summary>
    private static void LeaveOut(Activity span, HttpResponse response)
    {
        var http = response.HttpContext;
        var endpoint = http.Features.Get<IExceptionHandlerPathFeature>()?.Endpoint ?? http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<IDisableHttpMetricsMetadata>() is not null)
        {
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private static string? VersionOfThis() =>
        typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}

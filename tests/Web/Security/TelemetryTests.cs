using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Xtablo.Web.Tests.Security;

/// <summary>What a collector is sent, byte for byte: the ways that requests took, and nothing of who writes and what.</summary>
public abstract class TelemetryTests(XtabloApp app) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Collector _collector = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app.Settings["Xtablo:Otlp:Endpoint"] = _collector.Address;
        await app.InitializeAsync();
        app.ServeOnSocket();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        _collector.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_collector_hears_of_routes_and_durations_and_of_nothing_that_is_confidential()
    {
        var ada = await app.RegisteredAsync("Ada Unheardof");
        ada.Http.DefaultRequestHeaders.Add("User-Agent", "AgentUnheardof/1.0");
        ada.Http.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        ada.Http.DefaultRequestHeaders.Add("tracestate", "state=unheardof");
        ada.Http.DefaultRequestHeaders.Add("baggage", "luggage=unheardof");
        var discussion = await ada.CreateTabloByFormAsync("Garden Unheardof");
        var link = await ada.InviteAsync(discussion, label: "Label Unheardof");
        var bob = await app.SignedInAsync("Bob Unheardof");
        await bob.ReadAsync(link);
        await bob.JoinAsync(link);
        using (var stream = await bob.FollowAsync(discussion))
        {
            await ada.SayAsync(discussion, "A word unheardof");
            await stream.NextAsync("message");
        }

        await ada.ReadAsync($"{discussion}/search?q=unheardof");
        using var nothing = await ada.GetAsync("/nothing/unheardof");
        using var wrong = await app.Visitor().SignInAsync(ada.Email, "wrong unheardof");
        await ada.ReadAsync("/health/live");
        await UntilNobodyFollowsAsync(ada);
        await ada.ReadAsync("/account/sessions");
        await UntilSentAsync("account/sessions"); // the last request of all

        string[] routes = ["invitations/{secret}", "tablos/{tabloId:guid}/discussion", "tablos/{tabloId:guid}/discussion/search"];
        Assert.All(routes, route => Assert.Contains(route, _collector.Traces, StringComparison.Ordinal));
        Assert.All(routes, route => Assert.Contains(route, _collector.Metrics, StringComparison.Ordinal));
        string[] figures = ["http.server.request.duration", "xtablo.command.duration", "PostMessage", "xtablo.log_gap", "dotnet.gc.collections"];
        Assert.All(figures, figure => Assert.Contains(figure, _collector.Metrics, StringComparison.Ordinal));
        string[] confidential =
        [
            "unheardof", "Unheardof", ada.Email, link, link.Split('/')[^1], discussion, discussion.Split('/')[2],
            "127.0.0.1", "localhost", app.Database.ConnectionString, app.DataDirectory,
        ];
        string[] noRequests = ["discussion/stream", "health/"];
        Assert.All(confidential.Concat(noRequests), text => Assert.DoesNotContain(text, _collector.Traces, StringComparison.Ordinal));
        Assert.All(confidential.Concat(noRequests), text => Assert.DoesNotContain(text, _collector.Metrics, StringComparison.Ordinal));
    }

    /// <summary>Until the collector has heard of a request by its route.</summary>
    private async Task UntilSentAsync(string route)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        while (!_collector.Traces.Contains(route, StringComparison.Ordinal) || !_collector.Metrics.Contains(route, StringComparison.Ordinal))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Run(() => app.Services.GetRequiredService<TracerProvider>().ForceFlush(5000), patience.Token);
            await Task.Run(() => app.Services.GetRequiredService<MeterProvider>().ForceFlush(5000), patience.Token);
        }
    }

    private static async Task UntilNobodyFollowsAsync(Visitor visitor)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        while (!(await visitor.ReadAsync("/metrics")).Contains("xtablo_streams 0\n", StringComparison.Ordinal))
        {
            await Task.Delay(20, patience.Token);
        }
    }

    public sealed class OnSqlite() : TelemetryTests(new SqliteApp());

    public sealed class OnPostgres() : TelemetryTests(new PostgresApp());
}

public sealed class WithoutACollectorTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("http://127.0.0.1:9", true)] // where nobody listens, which nobody notices
    public async Task Nothing_that_could_send_or_measure_for_it_is_registered(string endpoint, bool registered)
    {
        await using var app = new SqliteApp();
        string[] found = [];
        app.Settings["Xtablo:Otlp:Endpoint"] = endpoint;
        app.Change = services => found = [.. services.Select(service => $"{service.ServiceType} {service.ImplementationType}").Where(IsOfTelemetry)];
        await app.InitializeAsync();

        await (await app.RegisteredAsync()).ReadAsync("/tablos");

        Assert.Equal(registered, found.Length > 0);
    }

    private static bool IsOfTelemetry(string service) =>
        service.Contains("OpenTelemetry", StringComparison.Ordinal) || service.Contains("CollectorLine", StringComparison.Ordinal);
}

using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Xtablo.Application.Accounts;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Hosting;

/// <summary>What the program does once, before and when it begins to serve.</summary>
internal static partial class Startup
{
    private const string DefaultAddress = "http://localhost:5080";
    private const uint NothingForOthers = 0b_000_111_111;

    /// <summary>Sets the default address, unless the configuration has one.</summary>
    public static void UseDefaultAddress(this IWebHostBuilder host, IConfiguration configuration)
    {
        string[] elsewhere = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        if (elsewhere.All(key => string.IsNullOrEmpty(configuration[key]))
            && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            host.UseUrls(DefaultAddress);
        }
    }

    /// <summary>
    /// Makes all files of this program readable by its own user only: from the database to a backup they contain confidential
    /// conversations.
    /// </summary>
    public static void KeepFilesToThisUser()
    {
        if (!OperatingSystem.IsWindows()) // there a user's folder is already private
        {
            _ = SetFileModeMask(NothingForOthers);
        }
    }

    public static void MapProbes(this WebApplication app)
    {
        var alive = new HealthCheckOptions { Predicate = _ => false }; // only that the process responds
        app.MapHealthChecks("/health/live", alive).DisableHttpMetrics();
        app.MapHealthChecks("/health/ready").DisableHttpMetrics();
        app.Services.BeginTelemetry();
        _ = app.Services.GetRequiredService<MetricsText>(); // it must listen before the first measurement
        app.Services.GetRequiredService<XtabloMetrics>().Begin();
        app.MapMetrics();
    }

    /// <summary>Asks search engines to stay away: nothing here is for strangers.</summary>
    public static void MapRobots(this WebApplication app) =>
        app.MapGet("/robots.txt", () => Results.Text("User-agent: *\nDisallow: /\n")).ExcludeFromDescription();

    /// <summary>Prints, once the server listens, the address to open.</summary>
    public static void AnnounceItself(this WebApplication app, Settings settings) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            var address = settings.PublicUrl?.ToString().TrimEnd('/') ?? addresses.FirstOrDefault() ?? DefaultAddress;
            _ = AnnounceAsync(app, address, settings);
        });

    private static async Task AnnounceAsync(WebApplication app, string address, Settings settings)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<IAccounts>();
        var firstRun = await accounts.IsFirstRunAsync(app.Lifetime.ApplicationStopping);
        Console.WriteLine($"Xtablo keeps its data in {settings.DataDirectory}");
        if (settings is { Smtp: not null, PublicUrl: null })
        {
            Console.WriteLine(
                "Xtablo sends mail, but Xtablo__PublicUrl is not set: "
                + "the links in mails are paths alone, and lead nowhere by themselves.");
        }

        Console.WriteLine(firstRun
            ? $"Xtablo is new here: open {address}/setup and make the first account."
            : $"Xtablo is at {address}");
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint SetFileModeMask(uint mask);
}

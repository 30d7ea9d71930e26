using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Xtablo.Architecture.Tests;

/// <summary>The program as it starts, with its container checked, on a database of its own that goes with it.</summary>
public sealed class RunningApp : WebApplicationFactory<Program>
{
    private readonly string _data = Directory.CreateTempSubdirectory("xtablo-architecture-").FullName;
    private readonly Action<IServiceCollection> _plant;

    public RunningApp()
        : this(_ => { })
    {
    }

    /// <param name="plant">Adds a service that the check must find fault with.</param>
    internal RunningApp(Action<IServiceCollection> plant) => _plant = plant;

    /// <summary>Everything that is registered, once the program has started.</summary>
    public IReadOnlyList<ServiceDescriptor> Registered { get; private set; } = [];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Xtablo:DataDirectory", _data);
        builder.UseSetting("ConnectionStrings:Xtablo", $"Data Source={Path.Combine(_data, "xtablo.db")}"); // whatever the environment says
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            _plant(services);
            Registered = [.. services];
        });
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.UseDefaultServiceProvider(container =>
        {
            container.ValidateScopes = true;
            container.ValidateOnBuild = true;
        });
        return base.CreateHost(builder);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }
}

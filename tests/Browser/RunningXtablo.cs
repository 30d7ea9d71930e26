using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Xtablo.Browser.Tests.RunningXtablo))]

namespace Xtablo.Browser.Tests;

/// <summary>The program on a real port, for all tests of this assembly, or for those of <see cref="CountingStreams"/>.</summary>
public sealed class RunningXtablo : IAsyncLifetime
{
    /// <summary>A name for the same server that is not of the loopback, where browsers withhold much on plain http.</summary>
    public const string OtherName = "xtablo.test";

    private readonly SqliteApp _app = new();
    private OpenStreams? _streams;

    public string Address { get; private set; } = "";

    public IServiceProvider Services => _app.Services;

    public OpenStreams Streams => _streams!;

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        _app.ServeOnSocket();
        Address = $"http://127.0.0.1:{_app.ClientOptions.BaseAddress.Port}";
        _streams = new(Services.GetRequiredService<IMeterFactory>());
        await SignedInAsync("First"); // the set-up is over
    }

    /// <summary>Someone with an account, whose cookies sign a browser in.</summary>
    public Task<Visitor> SignedInAsync(string name) => _app.SignedInAsync(name);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _streams?.Dispose();
    }
}

/// <summary>Tests that count the streams of their server: it has no others, and they go one after the other.</summary>
[CollectionDefinition]
public sealed class CountingStreams : ICollectionFixture<RunningXtablo>;

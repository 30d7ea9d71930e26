using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Data.Sqlite;

namespace Xtablo.Web.Tests.Common;

/// <summary>A database and a data directory for servers, and for verbs beside them, each a process of its own.</summary>
public abstract class VerbTests(XtabloApp app) : IAsyncLifetime
{
    protected string Data => app.DataDirectory;

    protected Dictionary<string, string> Settings => new()
    {
        ["Xtablo__DataDirectory"] = Data,
        ["ConnectionStrings__Xtablo"] = app.Database.ConnectionString,
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
    };

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the server in this process; with the next one on the same data it is as started anew.</summary>
    private protected RunningServer StartServer() => new(app.WithWebHostBuilder(_ => { }));

    private protected sealed class RunningServer : IAsyncDisposable
    {
        private readonly WebApplicationFactory<Program> _server;

        public RunningServer(WebApplicationFactory<Program> server)
        {
            _server = server;
            _ = server.Services; // from now on it runs
        }

        public IServiceProvider Services => _server.Services;

        public Visitor Visitor(CookieContainer? browser = null) => new(_server.CreateDefaultClient(new CookieContainerHandler(browser ?? new())));

        public async ValueTask DisposeAsync()
        {
            await _server.DisposeAsync();
            SqliteConnection.ClearAllPools(); // what a process leaves open the system closes
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Operation;

namespace Xtablo.Tests.Support;

/// <summary>The whole program on a real database; strangers may register, so that there can be some.</summary>
public abstract class XtabloApp(TestDatabase database) : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("xtablo-data-").FullName;
    private readonly LogLines _log = new();
    private bool _onSocket;

    /// <summary>What the program logged at Information and above of its own, and at Warning and above of all else.</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

    /// <summary>Set it before the first request to stand in for the clock.</summary>
    public TimeProvider? Time { get; set; }

    /// <summary>Set them before the first request.</summary>
    public Dictionary<string, string> Settings { get; } = new() { ["Xtablo:OpenRegistration"] = "true", ["Xtablo:RateLimits:Enabled"] = "false" };

    /// <summary>Set it before the first request to put something between the program's parts.</summary>
    public Action<IServiceCollection>? Change { get; set; }

    public TestDatabase Database => database;

    public async ValueTask InitializeAsync() => await database.CreateAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Someone who is not signed in.</summary>
    public Visitor Visitor()
    {
        if (!_onSocket)
        {
            return new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));
        }

        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        return new(new HttpClient(handler) { BaseAddress = ClientOptions.BaseAddress }) { Cookies = handler.CookieContainer };
    }

    /// <summary>Serves on a real port of the loopback, from now on.</summary>
    public void ServeOnSocket()
    {
        UseKestrel(0);
        StartServer();
        _onSocket = true;
    }

    /// <summary>Someone with an account, signed in; the first one is made by the set-up.</summary>
    public async Task<Visitor> SignedInAsync(string name = "Ada")
    {
        var visitor = Visitor();
        await visitor.MakeAccountAsync(name);
        return visitor;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:Xtablo", database.ConnectionString);
        builder.UseSetting("Xtablo:DataDirectory", _data);
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(_log));
        builder.ConfigureServices(services =>
        {
            services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1); // slow on purpose, and every test makes accounts
            if (Time is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(Time));
            }

            Change?.Invoke(services);
        });
    }

    private sealed class LogLines : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(LogLines log, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log.Lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}".TrimEnd());
        }
    }
}

public sealed class SqliteApp() : XtabloApp(new SqliteFile());

public sealed class PostgresApp() : XtabloApp(new PostgresDatabase());

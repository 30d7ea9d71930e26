using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Accounts;

namespace Xtablo.Tests.Support;

/// <summary>The whole program on a real database; strangers may register, so that there can be some.</summary>
public abstract class XtabloApp(TestDatabase database) : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly LogLines _log = new();
    private readonly Lock _starting = new();
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

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("xtablo-data-").FullName;

    public async ValueTask InitializeAsync() => await database.CreateAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(DataDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the program if it has not started: tests that share it may ask at the same time.</summary>
    public override IServiceProvider Services
    {
        get
        {
            lock (_starting)
            {
                return base.Services;
            }
        }
    }

    /// <summary>Someone who is not signed in.</summary>
    public Visitor Visitor() => Visitor(email: null, insider: null);

    /// <summary>Serves on a real port of the loopback, from now on.</summary>
    public void ServeOnSocket()
    {
        UseKestrel(0);
        StartServer();
        _onSocket = true;
    }

    /// <summary>Where it serves on a real port.</summary>
    public string Address => $"http://127.0.0.1:{ClientOptions.BaseAddress.Port}";

    /// <summary>Someone with an account, signed in: as after <see cref="RegisteredAsync"/>, without its requests.</summary>
    public async Task<Visitor> SignedInAsync(string name = "Ada")
    {
        var email = Support.Visitor.NewEmail();
        var visitor = Visitor(email, await Insider.NewAsync(Services, name, email, Support.Visitor.Password));
        await LetInAsync(visitor);
        return visitor;
    }

    /// <summary>Another browser of the same person, signed in.</summary>
    public async Task<Visitor> ElsewhereAsync(Visitor person, string device = "")
    {
        var elsewhere = Visitor(person.Email, person.Insider);
        await LetInAsync(elsewhere, device);
        return elsewhere;
    }

    /// <summary>Someone who has made an account by the form, and so the first one by the set-up.</summary>
    public async Task<Visitor> RegisteredAsync(string name = "Ada")
    {
        var visitor = Visitor();
        await visitor.MakeAccountAsync(name);
        return visitor;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:Xtablo", database.ConnectionString);
        builder.UseSetting("Xtablo:DataDirectory", DataDirectory);
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

    private Visitor Visitor(string? email, Insider? insider)
    {
        var (services, cookies) = (Services, new CookieContainer()); // from now on there is an address
        HttpMessageHandler line = _onSocket
            ? new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }
            : new CookieContainerHandler(cookies) { InnerHandler = Server.CreateHandler() };
        var door = new OwnDoor(services, ClientOptions.BaseAddress);
        return new(new HttpClient(line) { BaseAddress = ClientOptions.BaseAddress })
        {
            Email = email ?? Support.Visitor.NewEmail(),
            Insider = insider,
            Cookies = cookies,
            FormToken = () => door.FormTokenAsync(cookies),
        };
    }

    private async Task LetInAsync(Visitor visitor, string device = "")
    {
        var session = await Services.GetRequiredService<ISessions>().StartAsync(visitor.Insider!.Account, device, TestContext.Current.CancellationToken);
        await new OwnDoor(Services, ClientOptions.BaseAddress).LetInAsync(visitor.Cookies!, session);
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

/// <summary>Another node on the database of one, to be disposed before it.</summary>
public sealed class AnotherNode(XtabloApp first) : XtabloApp(new SameDatabase(first.Database));

using Microsoft.Extensions.Logging.Console;
using Xtablo.Application;
using Xtablo.Application.Accounts;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure;
using Xtablo.Web.Api;
using Xtablo.Web.CommandLine;
using Xtablo.Web.Discussions;
using Xtablo.Web.Hosting;
using Xtablo.Web.Later;
using Xtablo.Web.Leaving;
using Xtablo.Web.Operation;
using Xtablo.Web.Pipeline;
using Xtablo.Web.Realtime;
using Xtablo.Web.SignIn;

CommandLine? command = null;
IConfiguration? configuration = null;
using var end = new EndRequest();
try
{
    FailedStart.RefuseWithoutLanguages();
    command = CommandLine.Parse(args);
    if (command?.Answer() is { } exitCode)
    {
        return exitCode;
    }

    Startup.KeepFilesToThisUser();
    var supervisor = Supervisor.OfThisProcess();
    using var progress = command is null ? StartProgress.OfServer(supervisor) : StartProgress.OfVerb();
    if (command is null)
    {
        progress.Report("reading its settings and keys");
    }

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        // A file that is watched takes one of the few watches that a user has, and settings are read once anyway.
        Args = [.. command?.Settings ?? args, "--hostBuilder:reloadConfigOnChange=false"],
        ContentRootPath = ContentRoot(),
    });
    configuration = builder.Configuration;
    var settings = Settings.Read(builder.Configuration);
    builder.WebHost.UseDefaultAddress(builder.Configuration);
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;

        // Far above what one node serves, far below what memory holds. Slow headers and bodies are cut off by Kestrel's own
        // deadlines: 30 s for the headers, 240 bytes a second for a body.
        kestrel.Limits.MaxConcurrentConnections = 20_000;
    });
    builder.WebHost.UseSockets(sockets =>
    {
        // A woken stream writes to its socket in the thread that woke it; nothing here blocks a thread while it waits (ADR 35).
        sockets.UnsafePreferInlineScheduling = true;
        sockets.Backlog = 4096; // all streams of a server that was away for a moment come back at once
    });

    builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
    if (command is not null)
    {
        // What a verb prints is for who runs it, such as the text of a token; people read what was done on their own pages.
        builder.Logging.AddFilter(AuthenticationLog.Category, LogLevel.None);
    }

    builder.Services.AddSingleton(settings);
    builder.Services.AddApplication();
    builder.Services.AddInfrastructure(settings);
    builder.Services.AddKeys(settings);
    builder.Services.AddTelemetry(settings);
    builder.Services.AddCheckups();
    builder.Services.AddSignIn(settings);
    builder.Services.AddRequestPipeline();
    builder.Services.AddDraining();
    builder.Services.AddSingleton<FrameCache>();
    builder.Services.AddSingleton<SharedFrames>();
    builder.Services.AddSingleton<SharedPassing>();
    builder.Services.AddSingleton<HtmlFormat>();
    builder.Services.AddHostedService<WarmUp>();
    builder.Services.AddSingleton<Rows>();
    builder.Services.AddSingleton<Streams>();
    builder.Services.AddScoped<SavedByUser>();
    builder.Services.AddApiDescription();

    var app = builder.Build();
    if (command is not null)
    {
        if (command.NeedsTables)
        {
            await app.Services.JoinDatabaseAsync(progress, end.Token);
        }

        end.Token.ThrowIfCancellationRequested();
        end.Dispose();
        progress.Dispose();
        await command.RunAsync(app.Services, app.Lifetime.ApplicationStopping);
        return 0;
    }

    app.Services.CheckKeys(settings);
    if (await app.Services.PrepareDatabaseAsync(progress, end.Token) is { } remark)
    {
        Console.WriteLine(remark);
    }

    await app.Services.ShareKeysAsync(settings, end.Token);
    progress.Report("making its pages ready");
    app.UseRequestPipeline(settings);
    app.MapControllers();
    app.MapApiDescription();
    app.MapProbes();
    CheckupStream.Map(app);
    app.MapRobots();
    app.Lifetime.ApplicationStarted.Register(supervisor.SayReady); // the first is called last: the start has been told of by then
    app.Lifetime.ApplicationStarted.Register(progress.Dispose);
    app.Lifetime.ApplicationStarted.Register(end.Dispose); // from now on it drains
    app.Lifetime.ApplicationStopping.Register(supervisor.SayStopping);
    app.AnnounceItself(settings);
    using (end.Token.Register(app.Lifetime.StopApplication))
    {
        await app.RunAsync();
    }

    return 0;
}
catch (OperationCanceledException) when (end.IsAsked)
{
    return command is null ? 0 : 1; // a server that does not serve is what was asked for; a verb has done nothing
}
catch (Exception failure) when (FailedStart.IsForPeople)
{
    var sentence = FailedStart.SentenceFor(failure, command is null ? "start" : "do this", configuration);
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

// A published program finds its pages beside itself, whatever directory it is started from.
static string? ContentRoot() =>
    Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;

/// <summary>Declared so that tests can start the program.</summary>
public sealed partial class Program;

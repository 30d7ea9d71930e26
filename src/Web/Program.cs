using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Console;
using Xtablo.Application;
using Xtablo.Application.Accounts;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure;
using Xtablo.Web.Api;
using Xtablo.Web.CommandLine;
using Xtablo.Web.Hosting;
using Xtablo.Web.Pipeline;
using Xtablo.Web.Realtime;
using Xtablo.Web.SignIn;

var command = CommandLine.Parse(args);
if (command?.Answer() is { } exitCode)
{
    return exitCode;
}

try
{
    Startup.KeepFilesToThisUser();
    using var progress = command is null ? StartProgress.OfServer() : StartProgress.OfVerb();
    progress.Report("reading its settings and keys");
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = command?.Settings ?? args,
        ContentRootPath = ContentRoot(),
    });
    var settings = Settings.Read(builder.Configuration);
    builder.WebHost.UseDefaultAddress(builder.Configuration);
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;

        // Far above what one node serves, far below what memory holds. Slow headers and bodies are cut off by Kestrel's own
        // deadlines: 30 s for the headers, 240 bytes a second for a body.
        kestrel.Limits.MaxConcurrentConnections = 20_000;
    });
    builder.WebHost.UseTcpUserTimeout();

    if (command is not null)
    {
        builder.Logging.AddFilter(AuthenticationLog.Category, LogLevel.None); // a verb's output is for who runs it
    }

    builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
    builder.Services.AddSingleton(settings);
    builder.Services.AddApplication();
    builder.Services.AddInfrastructure(settings);
    builder.Services.AddDataProtection().SetApplicationName("Xtablo").PersistKeysToFileSystem(settings.KeyFolder());
    builder.Services.AddSignIn(settings);
    builder.Services.AddRequestPipeline();
    builder.Services.AddSingleton<FrameCache>();
    builder.Services.AddSingleton<HtmlFormat>();
    builder.Services.AddSingleton<Streams>();
    builder.Services.AddApiDescription();

    var app = builder.Build();
    if (command is not null)
    {
        if (command.NeedsTables)
        {
            await app.Services.JoinDatabaseAsync(progress, app.Lifetime.ApplicationStopping);
        }

        progress.Dispose();
        await command.RunAsync(app.Services, app.Lifetime.ApplicationStopping);
        return 0;
    }

    await app.Services.PrepareDatabaseAsync(progress, app.Lifetime.ApplicationStopping);
    progress.Report("making its pages ready");
    app.UseRequestPipeline(settings);
    app.MapControllers();
    app.MapApiDescription();
    app.MapProbes();
    app.MapRobots();
    app.Lifetime.ApplicationStarted.Register(progress.Dispose);
    app.AnnounceItself(settings);
    await app.RunAsync();
    return 0;
}
catch (Exception wrong) when (wrong is SettingException or OperatorException)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
catch (Exception wrong) when (Startup.SentenceFor(wrong) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

// A published program finds its pages beside itself, whatever directory it is started from.
static string? ContentRoot() =>
    Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;

/// <summary>Declared so that tests can start the program.</summary>
public sealed partial class Program;

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Mail;
using Xtablo.Application.Discussions;
using Xtablo.Application.Later;
using Xtablo.Application.Members;
using Xtablo.Application.Operation;
using Xtablo.Application.Presence;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Tests.Common;

/// <summary>The application as it is registered, over ports that do nothing until a test tells them to.</summary>
internal sealed class RunningApplication : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IServiceScope _scope;

    public RunningApplication()
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<ILoggerFactory>(Log);
        services.AddApplication();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddScoped(_ => Accounts.Object);
        services.AddScoped(_ => Sessions.Object);
        services.AddSingleton(new Settings { ConnectionString = "", DataDirectory = "" });
        services.AddScoped(_ => Mock.Of<ITokens>());
        services.AddScoped(_ => Factors.Object);
        services.AddScoped(_ => Mock.Of<IAuthenticatorCodes>());
        services.AddScoped(_ => Mock.Of<IPasskeys>());
        services.AddScoped(_ => Mock.Of<IPasskeyCeremony>());
        services.AddScoped(_ => Mock.Of<IResetLinks>());
        services.AddScoped(_ => Mock.Of<IMemberReader>());
        services.AddScoped(_ => Mock.Of<ITabloReader>());
        services.AddScoped(_ => Mock.Of<IMail>());
        services.AddScoped(_ => Mock.Of<IDiscussions>());
        services.AddScoped(_ => Mock.Of<IDrafts>());
        services.AddScoped(_ => Mock.Of<IMarkup>());
        services.AddScoped(_ => Mock.Of<IDiscussionReader>());
        services.AddScoped(_ => Mock.Of<IReadMarks>());
        services.AddScoped(_ => Mock.Of<ISavedMessages>());
        services.AddSingleton(Mock.Of<IRealtimeBroadcaster>());
        services.AddSingleton(Mock.Of<IPresence>());
        services.AddSingleton(Mock.Of<ICaller>(caller => caller.Address == "192.0.2.7"));
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        _scope = _services.CreateScope();
    }

    public FakeTimeProvider Clock { get; } = Moment.Clock();

    public FakeLog Log { get; } = new();

    public Mock<IAccounts> Accounts { get; } = new();

    public Mock<ISessions> Sessions { get; } = new();

    public Mock<ISecondFactors> Factors { get; } = new();

    public IServiceProvider Services => _scope.ServiceProvider;

    public Measurements Durations() => new(_services.GetRequiredService<IMeterFactory>(), "xtablo.command.duration");

    public ICommandHandler<TCommand, TResult> HandlerOf<TCommand, TResult>() =>
        Services.GetRequiredService<ICommandHandler<TCommand, TResult>>();

    public void Dispose()
    {
        _scope.Dispose();
        _services.Dispose();
    }
}

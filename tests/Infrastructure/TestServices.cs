using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using Xtablo.Application;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Tests;

/// <summary>Application and Infrastructure on a real database, without the web and without the background.</summary>
public abstract class TestServices(TestDatabase database) : IAsyncLifetime
{
    private ServiceProvider? _services;

    public IServiceProvider Services => _services!;

    public TestDatabase Tables => database;

    /// <summary>Set before the first use to add or replace services.</summary>
    public Action<IServiceCollection> Configure { get; set; } = _ => { };

    /// <summary>Set before the first use for other settings.</summary>
    public Func<Settings, Settings> With { get; set; } = settings => settings;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        await StartAsync();
    }

    /// <summary>As when the program ends and is started again: all is made anew, on the database as it is.</summary>
    /// <param name="prepare">False for what does not need tables of this version.</param>
    public async Task RestartAsync(bool prepare = true)
    {
        await _services!.DisposeAsync();
        await StartAsync(prepare);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public async Task<(Account Account, EmailAddress Email)> AccountAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var account = Account.Create(AccountId.New(), DisplayName.From("Ada"), DateTimeOffset.UnixEpoch);
        var email = EmailAddress.From($"{account.Id}@example.org");
        await scope.ServiceProvider.GetRequiredService<IAccounts>().AddAsync(account, email, Password.From("correct horse"), CancellationToken.None);
        return (account, email);
    }

    public async Task<(Person Owner, TabloId Tablo)> TabloAsync()
    {
        var (owner, _) = await AccountAsync();
        await using var scope = Services.CreateAsyncScope();
        var tablo = await scope.ServiceProvider.GetRequiredService<ICommandHandler<CreateTablo, TabloId>>()
            .HandleAsync(new CreateTablo(new Person(owner.Id, owner.Name), "Rue Oberkampf 12"), CancellationToken.None);
        return (new Person(owner.Id, owner.Name), tablo);
    }

    public Task<Posting?> PostAsync(TabloId tablo, Person author, string body, ClientId? clientId = null)
    {
        var key = clientId ?? ClientId.New();
        var id = MessageId.New();
        return Get<IDiscussions>().ChangeAsync(
            tablo,
            Needs.PostedAs(author.Id, key),
            discussion => discussion.Post(author, key, MessageBody.From(body), id, DateTimeOffset.UnixEpoch));
    }

    /// <summary>Posts one that is committed and whose event is being handled until the source is set: its lane waits for that.</summary>
    public async Task<TaskCompletionSource> HoldAsync(TabloId tablo, Person author)
    {
        var (reached, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Get<HeardEvents>().Then = happened =>
        {
            reached.TrySetResult();
            return happened.TabloId == tablo ? held.Task : Task.CompletedTask;
        };
        _ = PostAsync(tablo, author, "held");
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return held;
    }

    private async Task StartAsync(bool prepare = true)
    {
        var services = new ServiceCollection().AddLogging().AddMetrics();
        var settings = With(new Settings { ConnectionString = database.ConnectionString, DataDirectory = Path.GetTempPath() });
        services.AddSingleton(settings);
        services.AddApplication();
        services.AddInfrastructure(settings);
        services.AddScoped<IDomainEventHandler<MessagePosted>, Heard>();
        services.AddSingleton<HeardEvents>();
        services.AddScoped(_ => Mock.Of<IPasskeyCeremony>()); // that is the web's
        services.AddSingleton(Mock.Of<ICaller>()); // and that
        Configure(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        if (prepare)
        {
            await _services.PrepareDatabaseAsync(new Progress<string>(), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What the domain's events said, in the order in which they were handled.</summary>
    public sealed class HeardEvents
    {
        // Discussions are changed beside each other, so their events come from several threads.
        public ConcurrentQueue<MessagePosted> Posted { get; } = [];

        public Func<MessagePosted, Task> Then { get; set; } = _ => Task.CompletedTask;
    }

    private sealed class Heard(HeardEvents heard) : IDomainEventHandler<MessagePosted>
    {
        public Task HandleAsync(MessagePosted happened, CancellationToken ct)
        {
            heard.Posted.Enqueue(happened);
            return heard.Then(happened);
        }
    }
}

public sealed class OnSqliteFile() : TestServices(new SqliteFile());

public sealed class OnPostgresServer() : TestServices(new PostgresDatabase());

/// <summary>Another node on the database of the first.</summary>
public sealed class AnotherNode(TestServices first) : TestServices(new SameDatabase(first.Tables));

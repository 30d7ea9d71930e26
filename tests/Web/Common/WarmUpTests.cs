using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Hosting;

namespace Xtablo.Web.Tests.Common;

/// <summary>What a server does before it listens, so that the first to post need not wait for it.</summary>
public abstract class WarmUpTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_server_warms_up_before_it_listens() => Assert.Single(app.Services.GetServices<IHostedService>().OfType<WarmUp>());

    [Fact]
    public async Task It_goes_the_way_of_a_post_and_changes_no_discussion()
    {
        var discussions = new Watched(app.Services.GetRequiredService<IDiscussions>());
        using var scope = app.Services.CreateScope();
        var warmUp = ActivatorUtilities.CreateInstance<WarmUp>(app.Services, new Instead(scope.ServiceProvider, discussions));

        await warmUp.StartAsync(Ct);

        var (needs, changed) = Assert.Single(discussions.Outcomes);
        Assert.True(needs.OnlyAdds);
        Assert.Null(changed);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_keeps_no_server_from_starting()
    {
        using var scope = app.Services.CreateScope();
        var warmUp = ActivatorUtilities.CreateInstance<WarmUp>(app.Services, new Instead(scope.ServiceProvider, new Silent()));

        await warmUp.StartAsync(Ct);
    }

    private sealed class Silent : IDiscussions
    {
        public Task AddAsync(Discussion discussion, CancellationToken ct) => throw new TimeoutException();

        public Task<T?> ChangeAsync<T>(TabloId tabloId, Needs needs, Func<Discussion, T> change)
            where T : class => Task.FromException<T?>(new TimeoutException());
    }

    /// <summary>The services, with one of them replaced.</summary>
    private sealed class Instead(IServiceProvider services, IDiscussions discussions) : IServiceScopeFactory, IServiceScope, IServiceProvider
    {
        public IServiceProvider ServiceProvider => this;

        public IServiceScope CreateScope() => this;

        public object? GetService(Type serviceType) => serviceType == typeof(IDiscussions) ? discussions : services.GetService(serviceType);

        public void Dispose()
        {
            // The scope is the test's.
        }
    }

    private sealed class Watched(IDiscussions real) : IDiscussions
    {
        public List<(Needs Needs, object? Changed)> Outcomes { get; } = [];

        public Task AddAsync(Discussion discussion, CancellationToken ct) => throw new InvalidOperationException("It leaves nothing.");

        public async Task<T?> ChangeAsync<T>(TabloId tabloId, Needs needs, Func<Discussion, T> change)
            where T : class
        {
            var changed = await real.ChangeAsync(tabloId, needs, change);
            Outcomes.Add((needs, changed));
            return changed;
        }
    }

    public sealed class OnSqlite(SqliteApp app) : WarmUpTests(app);

    public sealed class OnPostgres(PostgresApp app) : WarmUpTests(app);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Persistence;

/// <summary>The server has ended the connections that lie in the pool, and says so only when they are used.</summary>
public sealed class RestartedPostgresTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly OnPostgresServer _xtablo;
    private readonly OnPostgresServer _elsewhere = new();

    public RestartedPostgresTests() =>
        _xtablo = new() { Configure = services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time)) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _xtablo.InitializeAsync();
        await _elsewhere.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _xtablo.DisposeAsync();
        await _elsewhere.DisposeAsync();
    }

    [Fact]
    public async Task A_reading_goes_to_a_fresh_connection()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        await EndConnectionsAsync();

        Assert.NotNull(await _xtablo.Get<IDiscussionReader>().PageAsync(tablo, ada.Id, new Window(), Ct));
    }

    [Fact]
    public async Task So_does_a_change_for_nothing_was_sent_yet()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        await EndConnectionsAsync();

        Assert.NotNull(await _xtablo.PostAsync(tablo, ada, "Stored once"));

        var page = await _xtablo.Get<IDiscussionReader>().PageAsync(tablo, ada.Id, new Window(), Ct);
        Assert.Equal("Stored once", Assert.Single(page!.Rows).Body);
    }

    [Fact]
    public async Task So_does_a_post_after_a_post()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        Assert.NotNull(await _xtablo.PostAsync(tablo, ada, "Before"));
        await EndConnectionsAsync();

        Assert.NotNull(await _xtablo.PostAsync(tablo, ada, "After"));
    }

    [Fact]
    public async Task So_do_many_at_once()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var reader = _xtablo.Get<IDiscussionReader>();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => reader.PageAsync(tablo, ada.Id, new Window(), Ct)));
        await EndConnectionsAsync();

        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => reader.PageAsync(tablo, ada.Id, new Window(), Ct)));
    }

    /// <summary>From another database: it must not use the pool that it empties.</summary>
    private async Task EndConnectionsAsync()
    {
        string mine;
        await using (var db = _xtablo.Get<Database>().Open())
        {
            mine = db.Database.GetDbConnection().Database;
        }

        await using var other = _elsewhere.Get<Database>().Open();
        var ended = await other.Database.SqlQuery<int>(
            $"""SELECT count(pg_terminate_backend(pid, 5000))::int AS "Value" FROM pg_stat_activity WHERE datname = {mine}""").SingleAsync(Ct);
        Assert.NotEqual(0, ended);
        _time.Advance(TimeSpan.FromSeconds(1));
    }
}

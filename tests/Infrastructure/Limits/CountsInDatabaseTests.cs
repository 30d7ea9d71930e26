using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Limits;
using Xtablo.Infrastructure.Limits;
using Xtablo.Infrastructure.Persistence.Postgres;
using Xtablo.Infrastructure.Tests.Persistence;
using Postgres = Xtablo.Infrastructure.Persistence.Postgres.PostgresDatabase;

namespace Xtablo.Infrastructure.Tests.Limits;

public sealed class CountsInDatabaseTests : IAsyncLifetime
{
    private static readonly Limit Three = new("three", 3, TimeSpan.FromMinutes(1));
    private readonly Xtablo.Tests.Support.PostgresDatabase _database = new();
    private Postgres _postgres = null!;
    private CountsInDatabase _counts = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.CreateAsync();
        _postgres = new(_database.ConnectionString, TimeProvider.System);
        await _postgres.PrepareAsync(new Said(), Ct);
        _counts = new(_postgres, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _postgres.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task As_many_as_it_says_are_let_in_and_then_none_until_the_first_is_over()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await _counts.TakeAsync(Three, "ada", Ct));
        }

        var wait = await _counts.TakeAsync(Three, "ada", Ct);

        Assert.InRange(Assert.NotNull(wait), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        Assert.NotNull(await _counts.WaitOfAsync(Three, "ada", Ct));
        Assert.Null(await _counts.TakeAsync(Three, "bob", Ct));
        Assert.Null(await _counts.WaitOfAsync(Three, "nobody", Ct));

        await AgeAsync("61 seconds");
        Assert.Null(await _counts.WaitOfAsync(Three, "ada", Ct));
        Assert.Null(await _counts.TakeAsync(Three, "ada", Ct));
    }

    [Fact]
    public async Task Of_many_at_once_exactly_as_many_are_let_in()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _counts.TakeAsync(Three, "ada", Ct).AsTask()));

        Assert.Equal(3, answers.Count(wait => wait is null));
    }

    [Fact]
    public async Task An_attempt_that_succeeds_gives_its_place_back_to_one_that_waits()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await _counts.BeginAsync(Three, "ada", Ct));
        }

        var fourth = _counts.BeginAsync(Three, "ada", Ct).AsTask();
        Assert.False(fourth.IsCompleted);

        await _counts.EndAsync(Three, "ada", failed: false);

        Assert.Null(await fourth);
    }

    [Fact]
    public async Task Attempts_that_fail_count_and_who_waited_is_told_how_long()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await _counts.BeginAsync(Three, "ada", Ct));
        }

        var fourth = _counts.BeginAsync(Three, "ada", Ct).AsTask();
        for (var i = 0; i < 3; i++)
        {
            await _counts.EndAsync(Three, "ada", failed: true);
        }

        Assert.InRange(Assert.NotNull(await fourth), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Attempts_of_a_node_that_was_killed_are_forgotten_after_half_a_minute()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await _counts.BeginAsync(Three, "ada", Ct));
        }

        await _database.ExecuteAsync("UPDATE limit_counts SET begun = ARRAY(SELECT at - interval '31 seconds' FROM unnest(begun) AS at)");

        Assert.Null(await _counts.BeginAsync(Three, "ada", Ct));
    }

    [Fact]
    public async Task What_is_long_over_is_forgotten()
    {
        Assert.Null(await _counts.TakeAsync(Three, "long ago", Ct));
        await AgeAsync("3 days");
        Assert.Null(await _counts.TakeAsync(Three, "now", Ct));

        await _counts.ForgetAsync(Ct);

        await using var db = _postgres.Open();
        Assert.Equal(["now"], await db.Set<LimitCountRow>().Select(row => row.Key).ToListAsync(Ct));
    }

    private Task AgeAsync(string by) =>
        _database.ExecuteAsync($"UPDATE limit_counts SET happened = ARRAY(SELECT at - interval '{by}' FROM unnest(happened) AS at)");
}

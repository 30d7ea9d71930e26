namespace Xtablo.Infrastructure.Tests.Discussions;

/// <summary>How PostgreSQL plans what a batch of posts does, as it tells of the one connection that there is.</summary>
public sealed class PlansTests(OnOneConnection xtablo) : IClassFixture<OnOneConnection>
{
    [Fact]
    public async Task After_the_lock_a_batch_is_planned_once_and_not_for_each_post()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        for (var i = 0; i < 3; i++)
        {
            await xtablo.PostAsync(tablo, ada, $"{i}");
        }

        var plans = await xtablo.AskAsync(
            "SELECT statement, custom_plans FROM pg_prepared_statements WHERE statement !~ '^(BEGIN|COMMIT)'",
            row => (Text: row.GetString(0), PlannedAnew: row.GetInt64(1)));

        Assert.All(plans, plan => Assert.True(plan.PlannedAnew == 0 || plan.Text.Contains("FOR UPDATE", StringComparison.Ordinal), plan.Text));
        Assert.Equal(6, plans.Count);
    }

    [Fact]
    public async Task What_is_planned_for_an_empty_table_finds_each_row_by_its_key()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "one");
        var statements = await xtablo.AskAsync(
            "SELECT name, statement, cardinality(parameter_types) FROM pg_prepared_statements WHERE statement ~ 'unnest'",
            row => (Name: row.GetString(0), Text: row.GetString(1), Parameters: row.GetInt32(2)));
        var keys = Assert.Single(statements, statement => statement.Text.Contains("LATERAL", StringComparison.Ordinal));
        var heads = Assert.Single(statements, statement => statement.Text.StartsWith("UPDATE discussions", StringComparison.Ordinal));

        Assert.Contains("Index Cond: (ROW(tablo_id, author_id, client_id) >= ROW(", await PlanAsync(keys), StringComparison.Ordinal);
        Assert.Contains("Index Cond: (tablo_id = added.tablo_id)", await PlanAsync(heads), StringComparison.Ordinal);

        async Task<string> PlanAsync((string Name, string, int Parameters) statement) => string.Join('\n', await xtablo.AskAsync(
            "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; "
            + $"EXPLAIN EXECUTE \"{statement.Name}\" ({string.Join(", ", Enumerable.Repeat("'{}'", statement.Parameters))})",
            row => row.GetString(0)));
    }
}

namespace Xtablo.Tests.Support;

/// <summary>That of another node, which creates it and disposes it.</summary>
public sealed class SameDatabase(TestDatabase other) : TestDatabase
{
    public override string ConnectionString => other.ConnectionString;

    public override Task CreateAsync() => Task.CompletedTask;

    public override Task ExecuteAsync(string sql) => other.ExecuteAsync(sql);

    public override string Sql(DateTimeOffset time) => other.Sql(time);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

namespace Xtablo.Faults.Tests.Rows;

public enum Store
{
    Sqlite,
    Postgres,

    /// <summary>By way of a pooler that gives out a connection for each transaction.</summary>
    PooledPostgres,
}

namespace Xtablo.Faults.Tests.Rows;

public enum Store
{
    Sqlite,
    Postgres,
}

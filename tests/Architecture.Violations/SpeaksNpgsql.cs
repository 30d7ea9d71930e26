using Npgsql;

namespace Xtablo.Application.Violations;

public sealed class SpeaksNpgsql(NpgsqlConnection connection)
{
    public int ProcessId => connection.ProcessID;
}

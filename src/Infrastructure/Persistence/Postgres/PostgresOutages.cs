using System.Data.Common;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>Tells, by the codes in appendix A of the documentation of PostgreSQL, what is no fault of a statement.</summary>
internal static class PostgresOutages
{
    public static bool IsOutage(DbException failure) => failure is not PostgresException answer || answer.IsTransient
        || answer.SqlState is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction
            or "25P03" // idle in a transaction for too long: this program was held up in the middle of a transaction
        || answer.SqlState.StartsWith("08", StringComparison.Ordinal) // a pooler between has no connection to it
        || answer.SqlState.StartsWith("53", StringComparison.Ordinal) // insufficient resources, a full disk among them
        || answer.SqlState.StartsWith("57P", StringComparison.Ordinal) // shutting down, crashed, starting up
        || answer.SqlState.StartsWith("58", StringComparison.Ordinal); // the system beneath it
}

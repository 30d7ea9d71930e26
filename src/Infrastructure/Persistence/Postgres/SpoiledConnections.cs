using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>
/// Connections that answer, and yet are of no use any more: to a server that only reads since another took its place, or with
/// prepared statements that the server has lost. Those that rest are as old, so all are closed, and whoever comes next connects
/// anew.
/// </summary>
internal sealed class SpoiledConnections(NpgsqlDataSource pool) : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => CloseAfter(eventData.Exception);

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        CloseAfter(eventData.Exception);
        return Task.CompletedTask;
    }

    /// <summary>Closes them if this failure tells of it: those that are in use, when they are given back.</summary>
    public void CloseAfter(Exception failure)
    {
        if (failure is PostgresException
            {
                SqlState: PostgresErrorCodes.ReadOnlySqlTransaction
                    or PostgresErrorCodes.InvalidSqlStatementName
                    or PostgresErrorCodes.FeatureNotSupported // its plan would return other types than it did
            })
        {
            pool.Clear();
        }
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Xtablo.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Has SQLite overwrite what it deletes, or a deleted text would stay readable in the free places of the file until something
/// else is written there. Every connection that writes needs it: also one that only adds moves rows from page to page, and would
/// leave copies behind. What is in the log beside the file is not overwritten: so a log that has grown, as beside a long reader,
/// is cut back once it begins anew.
/// </summary>
internal sealed class SecureDeletion : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => TurnOn(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        TurnOn(connection); // SQLite reads on the caller's thread
        return Task.CompletedTask;
    }

    public static void TurnOn(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 8388608";
        command.ExecuteNonQuery();
    }
}

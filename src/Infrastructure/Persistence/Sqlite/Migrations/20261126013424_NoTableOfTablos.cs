using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Xtablo.Infrastructure.Persistence.Sqlite.Migrations;

/// <summary>
/// Builds the table of discussions anew, since SQLite cannot drop its reference to the table of tablos, and drops that one.
/// References must be off meanwhile, which is not possible within a transaction: so this begins and ends its own, and may
/// be run again by a start that follows a crash before the migration was noted as done.
/// </summary>
public partial class NoTableOfTablos : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        PRAGMA foreign_keys = 0;
        BEGIN IMMEDIATE;
        CREATE TABLE discussions_anew (
            tablo_id TEXT NOT NULL CONSTRAINT "PK_discussions" PRIMARY KEY,
            name TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            epoch TEXT NOT NULL,
            head INTEGER NOT NULL,
            last_number INTEGER NOT NULL,
            archived_at INTEGER NULL
        );
        INSERT INTO discussions_anew (tablo_id, name, created_at, epoch, head, last_number, archived_at)
            SELECT tablo_id, name, created_at, epoch, head, last_number, archived_at FROM discussions;
        DROP TABLE discussions;
        ALTER TABLE discussions_anew RENAME TO discussions;
        DROP TABLE IF EXISTS tablos;
        COMMIT;
        PRAGMA foreign_keys = 1;
        """,
        suppressTransaction: true);
}

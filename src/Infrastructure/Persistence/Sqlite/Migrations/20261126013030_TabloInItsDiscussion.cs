using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Xtablo.Infrastructure.Persistence.Sqlite.Migrations;

/// <summary>
/// A tablo's name and birth go into its discussion; what nothing was ever written to goes. In SQL, so that all of it is one
/// transaction: EF would build tables anew to drop a column, and that it does outside of one.
/// </summary>
public partial class TabloInItsDiscussion : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE discussions ADD COLUMN name TEXT NOT NULL DEFAULT '';
        ALTER TABLE discussions ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
        UPDATE discussions SET
            name = (SELECT t.name FROM tablos t WHERE t.tablo_id = discussions.tablo_id),
            created_at = (SELECT t.created_at FROM tablos t WHERE t.tablo_id = discussions.tablo_id);
        ALTER TABLE messages DROP COLUMN html;
        ALTER TABLE messages DROP COLUMN renderer;
        ALTER TABLE messages DROP COLUMN reply_to;
        DROP TABLE mentions;
        DROP TABLE reactions;
        """);
}

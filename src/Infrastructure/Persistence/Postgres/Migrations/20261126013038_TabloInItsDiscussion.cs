using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Xtablo.Infrastructure.Persistence.Postgres.Migrations;

/// <summary>A tablo's name and birth go into its discussion; what nothing was ever written to goes.</summary>
public partial class TabloInItsDiscussion : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE discussions ADD COLUMN name text, ADD COLUMN created_at timestamp with time zone;
        UPDATE discussions SET name = t.name, created_at = t.created_at FROM tablos t WHERE t.tablo_id = discussions.tablo_id;
        ALTER TABLE discussions
            ALTER COLUMN name SET NOT NULL, ALTER COLUMN created_at SET NOT NULL, DROP CONSTRAINT "FK_discussions_tablos_tablo_id";
        DROP TABLE tablos, mentions, reactions;
        ALTER TABLE messages DROP COLUMN html, DROP COLUMN renderer, DROP COLUMN reply_to;
        """);
}

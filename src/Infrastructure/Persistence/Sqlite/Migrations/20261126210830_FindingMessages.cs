using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Xtablo.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FindingMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand, for WITHOUT ROWID: else each row would be stored twice, in the table and in its key.
            migrationBuilder.Sql(
                """
                CREATE TABLE "search_endings" (
                    "tablo_id" BLOB NOT NULL, "ending" TEXT NOT NULL, "term_id" INTEGER NOT NULL,
                    CONSTRAINT "PK_search_endings" PRIMARY KEY ("tablo_id", "ending", "term_id")
                ) WITHOUT ROWID;
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "search_postings" (
                    "tablo_id" BLOB NOT NULL, "term_id" INTEGER NOT NULL, "number" INTEGER NOT NULL,
                    CONSTRAINT "PK_search_postings" PRIMARY KEY ("tablo_id", "term_id", "number")
                ) WITHOUT ROWID;
                """);

            migrationBuilder.CreateTable(
                name: "search_states",
                columns: table => new
                {
                    tablo_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    reached = table.Column<long>(type: "INTEGER", nullable: false),
                    below = table.Column<long>(type: "INTEGER", nullable: false),
                    last_term = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_states", x => x.tablo_id);
                });

            migrationBuilder.Sql(
                """
                CREATE TABLE "search_terms" (
                    "tablo_id" BLOB NOT NULL, "id" INTEGER NOT NULL, "term" TEXT NOT NULL,
                    CONSTRAINT "PK_search_terms" PRIMARY KEY ("tablo_id", "id")
                ) WITHOUT ROWID;
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "searched_messages" (
                    "tablo_id" BLOB NOT NULL, "number" INTEGER NOT NULL, "terms" BLOB NOT NULL,
                    CONSTRAINT "PK_searched_messages" PRIMARY KEY ("tablo_id", "number")
                ) WITHOUT ROWID;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_search_terms_tablo_id_term",
                table: "search_terms",
                columns: new[] { "tablo_id", "term" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "search_endings");

            migrationBuilder.DropTable(
                name: "search_postings");

            migrationBuilder.DropTable(
                name: "search_states");

            migrationBuilder.DropTable(
                name: "search_terms");

            migrationBuilder.DropTable(
                name: "searched_messages");
        }
    }
}

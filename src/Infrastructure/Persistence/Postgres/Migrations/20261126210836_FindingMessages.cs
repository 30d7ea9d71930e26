using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Xtablo.Infrastructure.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class FindingMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "search_endings",
                columns: table => new
                {
                    tablo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ending = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    term_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_endings", x => new { x.tablo_id, x.ending, x.term_id });
                });

            migrationBuilder.CreateTable(
                name: "search_postings",
                columns: table => new
                {
                    tablo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    term_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_postings", x => new { x.tablo_id, x.term_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "search_states",
                columns: table => new
                {
                    tablo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    reached = table.Column<long>(type: "bigint", nullable: false),
                    below = table.Column<long>(type: "bigint", nullable: false),
                    last_term = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_states", x => x.tablo_id);
                });

            migrationBuilder.CreateTable(
                name: "search_terms",
                columns: table => new
                {
                    tablo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    term = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_terms", x => new { x.tablo_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "searched_messages",
                columns: table => new
                {
                    tablo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    terms = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_searched_messages", x => new { x.tablo_id, x.number });
                });

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

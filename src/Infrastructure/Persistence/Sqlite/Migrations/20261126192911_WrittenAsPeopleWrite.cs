using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Xtablo.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WrittenAsPeopleWrite : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "sequence",
                table: "read_marks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "html",
                table: "messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "html_version",
                table: "messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "mentions",
                table: "messages",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "''");

            migrationBuilder.AddColumn<bool>(
                name: "mentions_all",
                table: "messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "pinned_at",
                table: "messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "quote",
                table: "messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reactions",
                table: "messages",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "''");

            migrationBuilder.AddColumn<int>(
                name: "replies",
                table: "messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "reply_to",
                table: "messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "reply_to",
                table: "drafts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "pins",
                table: "discussions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "mentions",
                columns: table => new
                {
                    tablo_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mentions", x => new { x.tablo_id, x.account_id, x.message_id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_messages_tablo_id_pinned_at",
                table: "messages",
                columns: new[] { "tablo_id", "pinned_at" },
                filter: "pinned_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_messages_tablo_id_reply_to",
                table: "messages",
                columns: new[] { "tablo_id", "reply_to" },
                filter: "reply_to IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_mentions_tablo_id_account_id_number",
                table: "mentions",
                columns: new[] { "tablo_id", "account_id", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_mentions_tablo_id_account_id_sequence",
                table: "mentions",
                columns: new[] { "tablo_id", "account_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_mentions_tablo_id_message_id",
                table: "mentions",
                columns: new[] { "tablo_id", "message_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mentions");

            migrationBuilder.DropIndex(
                name: "IX_messages_tablo_id_pinned_at",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "IX_messages_tablo_id_reply_to",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "sequence",
                table: "read_marks");

            migrationBuilder.DropColumn(
                name: "html",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "html_version",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "mentions",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "mentions_all",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "pinned_at",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "quote",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "reactions",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "replies",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "reply_to",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "reply_to",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "pins",
                table: "discussions");
        }
    }
}

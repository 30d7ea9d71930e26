using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Xtablo.Infrastructure.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PeopleAndAccess : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_invitations_tablos_tablo_id",
                table: "invitations");

            migrationBuilder.AddColumn<long>(
                name: "admitted_at_sequence",
                table: "participants",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "actor_name",
                table: "messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "notice_kind",
                table: "messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "subject_name",
                table: "messages",
                type: "text",
                nullable: true);

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "expires_at",
                table: "invitations",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)),
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp with time zone",
                oldNullable: true);

            migrationBuilder.AddColumn<long>(
                name: "made_at_sequence",
                table: "invitations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "reset_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reset_links", x => x.id);
                    table.ForeignKey(
                        name: "FK_reset_links_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_tokens_revoked_at",
                table: "tokens",
                column: "revoked_at");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_ended_at",
                table: "sessions",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "IX_reset_links_account_id",
                table: "reset_links",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_reset_links_secret_hash",
                table: "reset_links",
                column: "secret_hash",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_invitations_discussions_tablo_id",
                table: "invitations",
                column: "tablo_id",
                principalTable: "discussions",
                principalColumn: "tablo_id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_invitations_discussions_tablo_id",
                table: "invitations");

            migrationBuilder.DropTable(
                name: "reset_links");

            migrationBuilder.DropIndex(
                name: "IX_tokens_revoked_at",
                table: "tokens");

            migrationBuilder.DropIndex(
                name: "IX_sessions_ended_at",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "admitted_at_sequence",
                table: "participants");

            migrationBuilder.DropColumn(
                name: "actor_name",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "notice_kind",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "subject_name",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "made_at_sequence",
                table: "invitations");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "expires_at",
                table: "invitations",
                type: "timestamp with time zone",
                nullable: true,
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp with time zone");

            migrationBuilder.AddForeignKey(
                name: "FK_invitations_tablos_tablo_id",
                table: "invitations",
                column: "tablo_id",
                principalTable: "tablos",
                principalColumn: "tablo_id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}

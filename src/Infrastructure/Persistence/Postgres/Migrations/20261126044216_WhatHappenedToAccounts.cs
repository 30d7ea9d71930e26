using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Xtablo.Infrastructure.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class WhatHappenedToAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "confirmed_at",
                table: "sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "by_operator",
                table: "reset_links",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "account_notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_notices", x => x.id);
                    table.ForeignKey(
                        name: "FK_account_notices_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_notices_account_id_at",
                table: "account_notices",
                columns: new[] { "account_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_notices");

            migrationBuilder.DropColumn(
                name: "confirmed_at",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "by_operator",
                table: "reset_links");
        }
    }
}

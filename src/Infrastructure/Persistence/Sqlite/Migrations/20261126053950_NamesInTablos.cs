using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Xtablo.Infrastructure.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NamesInTablos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "participants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
            migrationBuilder.Sql(
                "UPDATE participants SET name = (SELECT a.name FROM accounts a WHERE a.id = participants.account_id)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "name",
                table: "participants");
        }
    }
}

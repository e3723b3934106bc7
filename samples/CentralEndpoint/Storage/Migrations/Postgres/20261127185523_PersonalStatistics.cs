using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralEndpoint.Storage.Migrations.Postgres
{
    /// <summary>
    /// Keeps PostgreSQL from putting values of people into its statistics, where an erasure does not reach them. Written by hand.
    /// </summary>
    public partial class PersonalStatistics : Migration
    {
        private static readonly (string Table, string Column, string Type)[] s_personal =
        [
            ("profile", "box", "bytea"),
            ("profile", "email_index", "bytea"),
            ("activity", "subject", "text COLLATE \"C\""),
            ("active_interval", "subject", "text COLLATE \"C\""),
            ("correction", "subject", "text COLLATE \"C\""),
            ("correction", "box", "bytea"),
            ("correction", "email_index", "bytea"),
            ("restriction", "subject", "text COLLATE \"C\""),
            ("suppression", "subject", "text COLLATE \"C\""),
            ("request_person", "subject", "text COLLATE \"C\""),
            ("privacy_request", "box", "bytea"),
            ("privacy_request", "email_index", "bytea"),
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var (table, column, type) in s_personal)
            {
                // The type is what it was: saying it again drops the statistics that are there.
                migrationBuilder.Sql(
                    $"ALTER TABLE {table} ALTER COLUMN {column} TYPE {type}, ALTER COLUMN {column} SET STATISTICS 0"
                );
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var (table, column, _) in s_personal)
            {
                migrationBuilder.Sql($"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1");
            }
        }
    }
}

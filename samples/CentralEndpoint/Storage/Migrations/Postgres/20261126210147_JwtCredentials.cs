using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralEndpoint.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class JwtCredentials : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "credential",
                columns: table => new
                {
                    key_id = table.Column<string>(type: "text", nullable: false),
                    instance = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    verifier = table.Column<byte[]>(type: "bytea", nullable: false),
                    created = table.Column<long>(type: "bigint", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: true),
                    last_used = table.Column<long>(type: "bigint", nullable: true),
                    revoked = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credential", x => x.key_id);
                    table.ForeignKey(
                        name: "FK_credential_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "IX_credential_instance", table: "credential", column: "instance");

            // Written by hand: the tool would lose the keys. Those of before do not expire.
            migrationBuilder.Sql(
                """
                INSERT INTO credential (key_id, instance, kind, verifier, created, revoked)
                SELECT key_id, instance, 'api-key', hash, created, revoked FROM api_key
                """
            );
            migrationBuilder.DropTable(name: "api_key");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "api_key",
                columns: table => new
                {
                    key_id = table.Column<string>(type: "text", nullable: false),
                    created = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    instance = table.Column<string>(type: "text", nullable: false),
                    revoked = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_key", x => x.key_id);
                    table.ForeignKey(
                        name: "FK_api_key_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "IX_api_key_instance", table: "api_key", column: "instance");

            // Written by hand: public keys have no place in the table of before.
            migrationBuilder.Sql(
                """
                INSERT INTO api_key (key_id, instance, hash, created, revoked)
                SELECT key_id, instance, verifier, created, revoked FROM credential WHERE kind = 'api-key'
                """
            );
            migrationBuilder.DropTable(name: "credential");
        }
    }
}

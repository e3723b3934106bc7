using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralEndpoint.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    time = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    roles = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    target = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: true),
                    request = table.Column<long>(type: "bigint", nullable: true),
                    previous = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entry", x => x.number);
                }
            );

            migrationBuilder.CreateTable(
                name: "audit_start",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    seal = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_start", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "correction",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    time = table.Column<long>(type: "bigint", nullable: false),
                    request = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    key_id = table.Column<string>(type: "text", nullable: false),
                    box = table.Column<byte[]>(type: "bytea", nullable: false),
                    email_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    ended = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_correction",
                        x => new
                        {
                            x.instance,
                            x.subject,
                            x.time,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_correction_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "privacy_request",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    due = table.Column<long>(type: "bigint", nullable: false),
                    extension_reason = table.Column<string>(type: "text", nullable: true),
                    opened_by = table.Column<string>(type: "text", nullable: false),
                    verification = table.Column<string>(type: "text", nullable: true),
                    verified_by = table.Column<string>(type: "text", nullable: true),
                    verified = table.Column<long>(type: "bigint", nullable: true),
                    closed = table.Column<long>(type: "bigint", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true),
                    box = table.Column<byte[]>(type: "bytea", nullable: true),
                    email_index = table.Column<byte[]>(type: "bytea", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_privacy_request", x => x.number);
                }
            );

            migrationBuilder.CreateTable(
                name: "protection_key",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    box = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_protection_key", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "read_token",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created = table.Column<long>(type: "bigint", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: false),
                    last_used = table.Column<long>(type: "bigint", nullable: true),
                    revoked = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_read_token", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "restriction",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    request = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_restriction", x => new { x.instance, x.subject });
                    table.ForeignKey(
                        name: "FK_restriction_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "staff_session",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    started = table.Column<long>(type: "bigint", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff_session", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "suppression",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    subject_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    stand_in = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    request = table.Column<long>(type: "bigint", nullable: true),
                    subject = table.Column<string>(type: "text", nullable: true),
                    forgotten = table.Column<long>(type: "bigint", nullable: true),
                    lifted = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suppression", x => new { x.instance, x.subject_index });
                    table.ForeignKey(
                        name: "FK_suppression_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "erasure",
                columns: table => new
                {
                    request = table.Column<long>(type: "bigint", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    asked = table.Column<long>(type: "bigint", nullable: false),
                    approved_by = table.Column<string>(type: "text", nullable: true),
                    not_before = table.Column<long>(type: "bigint", nullable: true),
                    carried = table.Column<long>(type: "bigint", nullable: true),
                    cancelled = table.Column<long>(type: "bigint", nullable: true),
                    profiles = table.Column<long>(type: "bigint", nullable: false),
                    activities = table.Column<long>(type: "bigint", nullable: false),
                    shredded = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasure", x => x.request);
                    table.ForeignKey(
                        name: "FK_erasure_privacy_request_request",
                        column: x => x.request,
                        principalTable: "privacy_request",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "request_person",
                columns: table => new
                {
                    request = table.Column<long>(type: "bigint", nullable: false),
                    instance = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_request_person",
                        x => new
                        {
                            x.request,
                            x.instance,
                            x.subject,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_request_person_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_request_person_privacy_request_request",
                        column: x => x.request,
                        principalTable: "privacy_request",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "request_step",
                columns: table => new
                {
                    request = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    time = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    step = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_request_step", x => new { x.request, x.number });
                    table.ForeignKey(
                        name: "FK_request_step_privacy_request_request",
                        column: x => x.request,
                        principalTable: "privacy_request",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "IX_audit_entry_time", table: "audit_entry", column: "time");

            migrationBuilder.CreateIndex(name: "IX_correction_email_index", table: "correction", column: "email_index");

            migrationBuilder.CreateIndex(
                name: "IX_privacy_request_email_index",
                table: "privacy_request",
                column: "email_index"
            );

            migrationBuilder.CreateIndex(name: "IX_read_token_account", table: "read_token", column: "account");

            migrationBuilder.CreateIndex(
                name: "IX_request_person_instance",
                table: "request_person",
                column: "instance"
            );

            migrationBuilder.CreateIndex(name: "IX_staff_session_account", table: "staff_session", column: "account");

            migrationBuilder.CreateIndex(
                name: "IX_suppression_instance_stand_in",
                table: "suppression",
                columns: new[] { "instance", "stand_in" }
            );

            // Written by hand: the tool knows no policies.
            foreach (var table in new[] { "request_person", "suppression", "restriction", "correction" })
            {
                migrationBuilder.Sql(RowLevelSecurity.PoliciesOf(table));
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "audit_entry");

            migrationBuilder.DropTable(name: "audit_start");

            migrationBuilder.DropTable(name: "correction");

            migrationBuilder.DropTable(name: "erasure");

            migrationBuilder.DropTable(name: "protection_key");

            migrationBuilder.DropTable(name: "read_token");

            migrationBuilder.DropTable(name: "request_person");

            migrationBuilder.DropTable(name: "request_step");

            migrationBuilder.DropTable(name: "restriction");

            migrationBuilder.DropTable(name: "staff_session");

            migrationBuilder.DropTable(name: "suppression");

            migrationBuilder.DropTable(name: "privacy_request");
        }
    }
}

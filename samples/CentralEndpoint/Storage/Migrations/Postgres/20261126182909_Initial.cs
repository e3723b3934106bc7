using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralEndpoint.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "instance",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    client = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    seats = table.Column<int>(type: "integer", nullable: true),
                    created = table.Column<long>(type: "bigint", nullable: false),
                    retired = table.Column<long>(type: "bigint", nullable: true),
                    activities = table.Column<long>(type: "bigint", nullable: false),
                    additions = table.Column<long>(type: "bigint", nullable: false),
                    resent = table.Column<long>(type: "bigint", nullable: false),
                    last_received = table.Column<long>(type: "bigint", nullable: true),
                    received_day = table.Column<long>(type: "bigint", nullable: false),
                    received_today = table.Column<long>(type: "bigint", nullable: false),
                    resync = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instance", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "store",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    master_key_id = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_store", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "active_interval",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    started = table.Column<long>(type: "bigint", nullable: false),
                    ended = table.Column<long>(type: "bigint", nullable: true),
                    entry = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_active_interval",
                        x => new
                        {
                            x.instance,
                            x.subject,
                            x.started,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_active_interval_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "active_set",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    heard = table.Column<long>(type: "bigint", nullable: false),
                    as_of = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    count_here = table.Column<long>(type: "bigint", nullable: false),
                    differs = table.Column<bool>(type: "boolean", nullable: false),
                    drifting = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_active_set", x => x.instance);
                    table.ForeignKey(
                        name: "FK_active_set_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "activity",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    added = table.Column<bool>(type: "boolean", nullable: false),
                    date = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: true),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    voided = table.Column<long>(type: "bigint", nullable: true),
                    void_reason = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activity", x => new { x.instance, x.id });
                    table.ForeignKey(
                        name: "FK_activity_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "api_key",
                columns: table => new
                {
                    key_id = table.Column<string>(type: "text", nullable: false),
                    instance = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created = table.Column<long>(type: "bigint", nullable: false),
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

            migrationBuilder.CreateTable(
                name: "given_up",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    first = table.Column<string>(type: "text", nullable: false),
                    last = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    told = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_given_up",
                        x => new
                        {
                            x.instance,
                            x.source,
                            x.first,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_given_up_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "heartbeat",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    buffer = table.Column<string>(type: "text", nullable: false),
                    heard = table.Column<long>(type: "bigint", nullable: false),
                    sent = table.Column<long>(type: "bigint", nullable: false),
                    next_in_seconds = table.Column<int>(type: "integer", nullable: false),
                    library = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    waiting = table.Column<long>(type: "bigint", nullable: false),
                    oldest = table.Column<long>(type: "bigint", nullable: true),
                    dead_letters = table.Column<long>(type: "bigint", nullable: false),
                    refused = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_heartbeat", x => new { x.instance, x.buffer });
                    table.ForeignKey(
                        name: "FK_heartbeat_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "noted_number",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_noted_number",
                        x => new
                        {
                            x.instance,
                            x.source,
                            x.sequence,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_noted_number_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "source",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    last = table.Column<string>(type: "text", nullable: false),
                    settled_through = table.Column<string>(type: "text", nullable: false),
                    waiting = table.Column<long>(type: "bigint", nullable: false),
                    heard = table.Column<long>(type: "bigint", nullable: false),
                    next_in_seconds = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source", x => new { x.instance, x.source });
                    table.ForeignKey(
                        name: "FK_source_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "profile",
                columns: table => new
                {
                    instance = table.Column<string>(type: "text", nullable: false),
                    activity = table.Column<string>(type: "text", nullable: false),
                    key_id = table.Column<string>(type: "text", nullable: false),
                    box = table.Column<byte[]>(type: "bytea", nullable: false),
                    email_index = table.Column<byte[]>(type: "bytea", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_profile", x => new { x.instance, x.activity });
                    table.ForeignKey(
                        name: "FK_profile_activity_instance_activity",
                        columns: x => new { x.instance, x.activity },
                        principalTable: "activity",
                        principalColumns: new[] { "instance", "id" },
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_profile_instance_instance",
                        column: x => x.instance,
                        principalTable: "instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_active_interval_instance_ended_started",
                table: "active_interval",
                columns: new[] { "instance", "ended", "started" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_active_interval_instance_entry_started",
                table: "active_interval",
                columns: new[] { "instance", "entry", "started" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_activity_instance_source_sequence",
                table: "activity",
                columns: new[] { "instance", "source", "sequence" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_activity_instance_subject_date",
                table: "activity",
                columns: new[] { "instance", "subject", "date" }
            );

            migrationBuilder.CreateIndex(name: "IX_api_key_instance", table: "api_key", column: "instance");

            migrationBuilder.CreateIndex(name: "IX_profile_email_index", table: "profile", column: "email_index");

            // Written by hand: the tool knows no policies.
            string[] ofAnInstance =
            [
                "active_interval",
                "active_set",
                "activity",
                "given_up",
                "heartbeat",
                "noted_number",
                "profile",
                "source",
            ];
            foreach (var table in ofAnInstance)
            {
                migrationBuilder.Sql(RowLevelSecurity.PoliciesOf(table));
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "active_interval");

            migrationBuilder.DropTable(name: "active_set");

            migrationBuilder.DropTable(name: "api_key");

            migrationBuilder.DropTable(name: "given_up");

            migrationBuilder.DropTable(name: "heartbeat");

            migrationBuilder.DropTable(name: "noted_number");

            migrationBuilder.DropTable(name: "profile");

            migrationBuilder.DropTable(name: "source");

            migrationBuilder.DropTable(name: "store");

            migrationBuilder.DropTable(name: "activity");

            migrationBuilder.DropTable(name: "instance");
        }
    }
}

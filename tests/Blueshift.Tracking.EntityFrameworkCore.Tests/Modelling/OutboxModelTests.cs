using System.Data.Common;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Relational;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Modelling;

/// <summary>The host's migrations make the tables that the outbox's script makes, whatever the host's conventions are.</summary>
public abstract class OutboxModelTests : CaptureTest
{
    private TestHost? _migrated;

    [TestMethod]
    [DataRow(NamingHabit.None)]
    [DataRow(NamingHabit.RenamesAll)]
    [DataRow(NamingHabit.LimitsAndConverts)]
    public async Task EF_Core_makes_the_tables_that_the_script_makes(NamingHabit habit)
    {
        var scripted = await ShapeAsync(
            await DatabaseAsync(),
            async database =>
            {
                await using var connection = await database.OpenAsync();
                await RunAsync(connection, OutboxScript.Create(database.Provider));
            }
        );

        var created = await ShapeAsync(
            await DatabaseAsync(),
            async database =>
            {
                await using var context = Host(database, habit).Habitual();
                await context.Database.EnsureCreatedAsync();
            }
        );
        var migrated = await ShapeAsync(
            await DatabaseAsync(),
            async database =>
            {
                await using var context = Host(database, habit).Habitual();
                await using var connection = await database.OpenAsync();
                foreach (var command in FirstMigration(context))
                {
                    await RunAsync(connection, command);
                }
            }
        );

        Assert.IsGreaterThan(25, scripted.Count);
        Assert.AreSequenceEqual(scripted, created);
        Assert.AreSequenceEqual(scripted, migrated);
    }

    [TestMethod]
    public async Task SnakeCaseAndSchema_AllStatementsWork()
    {
        var database = await DatabaseAsync();
        var host = Host(
            database,
            NamingHabit.RenamesAll,
            capture => capture.OutboxTables("tracking_", Schema(database))
        );
        await using var context = host.Habitual();
        await context.Database.EnsureCreatedAsync();
        context.AddRange(People.Employee(), People.Member());

        await context.SaveChangesAsync();

        var table = database.IsPostgreSql ? "audit.tracking_outbox" : "tracking_outbox";
        Assert.HasCount(2, await host.RowsAsync(table));
    }

    [TestMethod]
    public async Task The_model_s_default_schema_is_the_tables_schema()
    {
        var database = await DatabaseAsync();
        var host = Host(database, NamingHabit.DefaultSchema);
        await using var context = host.Habitual();
        await context.Database.EnsureCreatedAsync();
        context.Add(People.Member());

        await context.SaveChangesAsync();

        Assert.HasCount(1, await host.RowsAsync(database.IsPostgreSql ? "app.blueshift_outbox" : "blueshift_outbox"));
    }

    [TestMethod]
    public async Task A_design_time_factory_without_services_has_the_same_tables()
    {
        var database = await DatabaseAsync();
        var hooked = await ShapeAsync(
            database,
            async made =>
            {
                await using var context = Host(made, NamingHabit.None).Habitual();
                await context.Database.EnsureCreatedAsync();
            }
        );

        var byHand = await ShapeAsync(
            await DatabaseAsync(),
            async made =>
            {
                var options = new DbContextOptionsBuilder<DesignContext>();
                made.Use(options);
                await using var context = new DesignContext(options.Options);
                await context.Database.EnsureCreatedAsync();
            }
        );

        Assert.AreSequenceEqual(hooked, byHand);
    }

    [TestMethod]
    public async Task Migrate_WithPendingModel_Throws()
    {
        var database = await DatabaseAsync();
        var migrations = new WrittenMigrations();
        await using (var before = Untracked(database, migrations))
        {
            migrations.Add(before, "Initial");
        }
        await using (var before = Untracked(database, migrations))
        {
            await before.Database.MigrateAsync();
        }

        await using (var forgotten = Migrated(database, migrations))
        {
            // EF Core has all that is pending in one warning, which is an exception by default.
            var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => forgotten.Database.MigrateAsync());
            Assert.Contains("'MigratedContext' has pending changes. Add a new migration", thrown.Message);
            Assert.ThrowsExactly<InvalidOperationException>(() => forgotten.Database.Migrate());
        }
        await using (var design = Migrated(database, migrations))
        {
            migrations.Add(design, "AddUserActivityOutbox");
        }
        // In the database that has the host's tables, and in one that has none; and at the next start.
        foreach (var made in new[] { database, await DatabaseAsync() })
        {
            await using var context = Migrated(made, migrations);
            Assert.IsFalse(context.Database.HasPendingModelChanges());
            await context.Database.MigrateAsync();
            await context.Database.MigrateAsync();
            context.Add(People.Employee());
            Assert.AreEqual(1, await context.SaveChangesAsync());
            Assert.HasCount(1, await _migrated!.RowsAsync());
        }
    }

    [TestMethod]
    public async Task A_query_for_a_type_that_is_no_entity_knows_nothing_of_the_tables()
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();

        var found = await context
            .Database.SqlQuery<Contact>($"SELECT \"Email\", \"LastName\" FROM \"Employees\"")
            .SingleAsync();

        Assert.AreEqual("amelia@customer.example", found.Email);
    }

    internal sealed record Contact(string Email, string LastName);

    private static MigratedContext Untracked(HostDatabase database, WrittenMigrations migrations)
    {
        var options = new DbContextOptionsBuilder<MigratedContext>();
        database.Use(options);
        migrations.Use(options);
        return new MigratedContext(options.Options);
    }

    private MigratedContext Migrated(HostDatabase database, WrittenMigrations migrations)
    {
        _migrated = TestHost.Of<MigratedContext>(
            database,
            static capture =>
                capture.Track<Employee>(static user =>
                    user.Email(static one => one.Email)
                        .FirstName(static one => one.FirstName)
                        .LastName(static one => one.LastName)
                ),
            services =>
                services.AddDbContext<MigratedContext>(options =>
                {
                    database.Use(options);
                    migrations.Use(options);
                })
        );
        return _migrated.Services.CreateScope().ServiceProvider.GetRequiredService<MigratedContext>();
    }

    private static string? Schema(HostDatabase database) => database.IsPostgreSql ? "audit" : null;

    private TestHost Host(HostDatabase database, NamingHabit habit, Action<EntityCaptureBuilder>? more = null) =>
        Kept(HabitualHost.Make(database, habit, more));

    private static IEnumerable<string> FirstMigration(DbContext context)
    {
        var model = context.GetService<IDesignTimeModel>().Model;
        IReadOnlyList<MigrationOperation> operations = context
            .GetService<IMigrationsModelDiffer>()
            .GetDifferences(source: null, model.GetRelationalModel());
        return context
            .GetService<IMigrationsSqlGenerator>()
            .Generate(operations, model)
            .Select(command => command.CommandText);
    }

    private static async Task<IReadOnlyList<string>> ShapeAsync(HostDatabase database, Func<HostDatabase, Task> make)
    {
        await make(database);
        await using var connection = await database.OpenAsync();
        return await TableShape.ReadAsync(connection, database.IsPostgreSql);
    }

    private static async Task RunAsync(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}

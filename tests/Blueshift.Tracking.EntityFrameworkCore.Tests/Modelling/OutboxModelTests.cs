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

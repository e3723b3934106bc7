using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Relational;
using Blueshift.Tracking.Relational.Capturing;
using Blueshift.Tracking.Relational.Connecting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Registration;

/// <summary>One line switches capture on, wherever it stands, and nothing is asked of the services before the first save.</summary>
public abstract class RegistrationTests : CaptureTest
{
    [TestMethod]
    public async Task DoubleRegistration_EmitsOnce()
    {
        var database = await DatabaseAsync();
        var host = Kept(
            await TestHost.StartAsync(
                database,
                register: static services =>
                {
                    services.AddUserActivityTracking().CaptureEntities<HostedContext>(static _ => { });
                    services.ConfigureDbContext<HostedContext>(
                        static (provider, options) => options.UseUserActivityTracking(provider)
                    );
                }
            )
        );
        await using var context = host.Context();
        context.Add(People.Employee());

        Assert.AreEqual(1, await context.SaveChangesAsync());

        Assert.HasCount(1, await host.RowsAsync());
    }

    [TestMethod]
    [DataRow(ContextForm.Plain)]
    [DataRow(ContextForm.Pool)]
    [DataRow(ContextForm.Factory)]
    [DataRow(ContextForm.PooledFactory)]
    [DataRow(ContextForm.ByHand)]
    public async Task ConfigureBeforeAddDbContext_Pool_Factory_PooledFactory(ContextForm form)
    {
        foreach (var isFirst in new[] { true, false })
        {
            var database = await DatabaseAsync();
            var host = Kept(FormedHost.Make(database, form, isFirst));
            await using var context = FormedHost.Context(host, form);
            await context.Database.EnsureCreatedAsync();
            context.AddRange(People.Employee(), People.Member());

            await context.SaveChangesAsync();

            Assert.HasCount(2, await host.RowsAsync(), $"{form}, capture registered first: {isFirst}");
        }
    }

    [TestMethod]
    public async Task DesignTime_needs_no_settings_of_tracking()
    {
        var database = await DatabaseAsync();
        var services = new ServiceCollection();
        services.AddUserActivityTracking().CaptureEntities<HostedContext>(HostContext.Map);
        services.AddDbContext<HostedContext>(database.Use);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostedContext>();

        Assert.Contains("blueshift_outbox", context.Database.GenerateCreateScript());
        Assert.ThrowsExactly<OptionsValidationException>(() =>
            provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value
        );
        // And if it is used all the same, the save goes on.
        await context.Database.EnsureCreatedAsync();
        context.Add(People.Employee());
        Assert.AreEqual(1, await context.SaveChangesAsync());
        await database.DisposeAsync();
    }

    [TestMethod]
    public async Task Disabled_nothing_is_added_and_the_model_is_the_same()
    {
        var database = await DatabaseAsync();
        var host = Kept(
            await TestHost.StartAsync(
                database,
                register: static services =>
                    services.Configure<UserActivityTrackingOptions>(static options => options.Enabled = false)
            )
        );
        await using var context = host.Context();
        context.Add(People.Employee());
        context.TrackUserActivity(UserActivity.Created(Blueshift.Tracking.Tests.Support.Some.User()));

        Assert.AreEqual(1, await context.SaveChangesAsync());

        Assert.IsEmpty(await host.RowsAsync());
        Assert.AreEqual(0, host.Capture.Checks);
    }

    [TestMethod]
    public async Task Contexts_with_and_without_capture_have_models_of_their_own()
    {
        var host = await HostAsync();
        var options = new DbContextOptionsBuilder<HostedContext>();
        host.Database.Use(options);
        await using (var bare = new HostedContext(options.Options))
        {
            Assert.DoesNotContain(
                static one => one.ClrType.IsAssignableTo(typeof(IUserActivityOutboxEntity)),
                bare.Model.GetEntityTypes()
            );
            bare.Add(People.Employee("zoe"));
            await bare.SaveChangesAsync();
            var refused = Assert.ThrowsExactly<InvalidOperationException>(() => bare.MarkUsersChanged());
            Assert.Contains("CaptureEntities<HostedContext>", refused.Message);
        }
        await using var context = host.Context();
        context.Add(People.Employee());
        await context.SaveChangesAsync();

        Assert.HasCount(1, await host.RowsAsync());
    }

    [TestMethod]
    public async Task Check_passes_and_the_outbox_is_reached_by_the_context()
    {
        var host = await HostAsync();

        Assert.IsEmpty(Faults(host));
        var database = host.Services.GetRequiredService<OutboxDatabase>();
        Assert.AreEqual(host.Database.Provider, database.Provider);
        host.Statements.Clear();
        await using var first = await database.Connections.OpenAsync(CancellationToken.None);
        await using var second = await database.Connections.OpenAsync(CancellationToken.None);
        Assert.AreNotSame(first.Connection, second.Connection);
        await using var command = first.Connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {database.Names.Outbox}";
        Assert.AreEqual(0L, await command.ExecuteScalarAsync());
    }

    [TestMethod]
    public async Task DesignTimeFactory_WithoutHook_FailsValidation()
    {
        var database = await DatabaseAsync();
        var options = new DbContextOptionsBuilder<HostedContext>();
        database.Use(options);
        var host = Kept(
            TestHost.Make(database, context: services => services.AddScoped(_ => new HostedContext(options.Options)))
        );

        var fault = Faults(host).Single();

        Assert.Contains("CaptureEntities<HostedContext>: the tables of the outbox are not in the model", fault);
        Assert.Contains("UseUserActivityTracking", fault);
        var invalid = Assert.ThrowsExactly<OptionsValidationException>(() =>
            host.Services.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value
        );
        Assert.Contains(fault, invalid.Message);
    }

    [TestMethod]
    public async Task Second_context_is_refused()
    {
        var services = new ServiceCollection();
        var builder = services.AddUserActivityTracking();
        builder.CaptureEntities<HostedContext>(HostContext.Map);

        var refused = Assert.ThrowsExactly<InvalidOperationException>(() =>
            builder.CaptureEntities<DesignContext>(static _ => { })
        );

        Assert.Contains("HostedContext", refused.Message);
        Assert.ThrowsExactly<InvalidOperationException>(() => builder.CaptureEntities<HostedContext>(HostContext.Map));
        await Task.CompletedTask;
    }

    [TestMethod]
    public async Task MissingTable_StartGoesOnAndNothingIsAdded()
    {
        var database = await DatabaseAsync();
        var host = Kept(TestHost.Make(database, register: static services => services.RemoveAll<IOutboxCapture>()));
        Assert.IsEmpty(Faults(host));
        // The real one: what it says of tables that are not there.
        var real = new ServiceCollection();
        real.AddUserActivityTracking(TestHost.Settings).CaptureEntities<HostedContext>(HostContext.Map);
        real.AddDbContext<HostedContext>(database.Use);
        await using var provider = real.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostedContext>();
        await context.Database.EnsureCreatedAsync();
        await context.Database.ExecuteSqlRawAsync("DROP TABLE blueshift_outbox");
        context.AddRange(People.Employee(), People.Member());

        Assert.AreEqual(2, await context.SaveChangesAsync());
        Assert.AreEqual(
            RefusalReason.OutboxMissing,
            await provider
                .GetRequiredService<IOutboxCapture>()
                .CheckAsync(isInTransaction: false, CancellationToken.None)
        );
    }

    private static List<string> Faults(TestHost host) =>
        host
            .Services.GetServices<IFurtherCheck>()
            .SelectMany(static check => check.Faults(new UserActivityTrackingOptions()))
            .ToList();
}

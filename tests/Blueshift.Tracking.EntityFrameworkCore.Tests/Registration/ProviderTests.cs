using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.EntityFrameworkCore.Connecting;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Testing;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Registration;

/// <summary>Databases that cannot hold the outbox, and tests of hosts that have no real one.</summary>
[TestClass]
public sealed class ProviderTests
{
    private static int s_last;

    [TestMethod]
    public async Task Without_a_relational_database_tracking_is_off_and_one_warning_says_so()
    {
        await using var provider = Services(InMemory())
            .AddLogging(static logging => logging.AddFakeLogging())
            .BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;
        _ = provider.GetRequiredService<IOptionsMonitor<UserActivityTrackingOptions>>().CurrentValue;
        await SaveAsync(provider);

        Assert.IsFalse(options.Enabled);
        Assert.HasCount(1, provider.GetFakeLogCollector().GetSnapshot().Where(static entry => entry.Id.Id == 1700));
    }

    [TestMethod]
    public async Task A_context_with_one_open_connection_cannot_be_used_beside_the_host()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var provider = Services(options => options.UseSqlite(connection)).BuildServiceProvider();
        var database = provider.GetRequiredService<OutboxDatabase>();

        var fault = await Assert.ThrowsExactlyAsync<UnusableConnectionException>(async () =>
            await database.Connections.OpenAsync(CancellationToken.None)
        );

        Assert.Contains("open already", fault.Message);
        await SaveAsync(provider, makesTables: true);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM blueshift_outbox";
        Assert.AreEqual(0L, await command.ExecuteScalarAsync());
    }

    [TestMethod]
    public async Task A_context_that_cannot_be_made_is_a_fault_without_its_message()
    {
        var services = Services(static _ => throw new NotSupportedException("Password=hidden"));
        await using var provider = services.BuildServiceProvider();

        var fault = provider.GetServices<IFurtherCheck>().SelectMany(static check => check.Faults(new())).Single();

        Assert.Contains("HostedContext cannot be made (NotSupportedException)", fault);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task The_fake_gets_what_is_captured_without_settings_or_tables(bool isRelational)
    {
        await using var database = new SqliteHostDatabase();
        var services = new ServiceCollection();
        services.AddUserActivityTracking().CaptureEntities<HostedContext>(HostContext.Map);
        services.AddDbContext<HostedContext>(isRelational ? database.Use : InMemory());
        services.AddFakeUserActivityTracking();
        await using var provider = services.BuildServiceProvider();
        var fake = provider.GetRequiredService<FakeUserActivityTracker>();

        await SaveAsync(provider, makesTables: true);
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostedContext>();
        var user = await context.Employees.SingleAsync();
        user.IsActive = false;
        context.Remove(await context.Members.SingleAsync());
        context.TrackUserActivity(UserActivity.Reactivated(Some.User("by-hand")));
        await context.SaveChangesAsync();

        Assert.AreSequenceEqual(
            [
                UserActivityKind.Created,
                UserActivityKind.Created,
                UserActivityKind.Reactivated,
                UserActivityKind.Deactivated,
                UserActivityKind.Deleted,
            ],
            fake.Activities.Select(static one => one.Kind).Order()
        );
        Assert.AreEqual("1", fake.Of(UserActivityKind.Deleted)[0].User.Key);
        Assert.AreEqual(
            "1",
            fake.Of(UserActivityKind.Created).Single(static one => one.User.FirstName == "bruno").User.Key
        );
    }

    [TestMethod]
    public async Task The_fake_gets_nothing_of_a_transaction_that_is_rolled_back()
    {
        await using var database = new SqliteHostDatabase();
        var services = new ServiceCollection();
        services.AddFakeUserActivityTracking();
        services.AddUserActivityTracking().CaptureEntities<HostedContext>(HostContext.Map);
        services.AddDbContext<HostedContext>(database.Use);
        await using var provider = services.BuildServiceProvider();
        var fake = provider.GetRequiredService<FakeUserActivityTracker>();
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostedContext>();
        await context.Database.EnsureCreatedAsync();
        await context.Database.ExecuteSqlRawAsync("DROP TABLE blueshift_outbox");

        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            context.Add(People.Employee());
            await context.SaveChangesAsync();
            await transaction.RollbackAsync();
        }
        Assert.AreEqual(0, fake.Count);
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            context.Add(People.Employee("zoe"));
            await context.SaveChangesAsync();
            Assert.AreEqual(0, fake.Count);
            await transaction.CommitAsync();
        }
        Assert.AreEqual("zoe", fake.Activities.Single().User.FirstName);
    }

    private static Action<DbContextOptionsBuilder> InMemory()
    {
        var name = $"{nameof(ProviderTests)}-{Interlocked.Increment(ref s_last)}";
        return options => options.UseInMemoryDatabase(name);
    }

    private static ServiceCollection Services(Action<DbContextOptionsBuilder> use)
    {
        var services = new ServiceCollection();
        services.AddUserActivityTracking(TestHost.Settings).CaptureEntities<HostedContext>(HostContext.Map);
        services.AddDbContext<HostedContext>(use);
        return services;
    }

    private static async Task SaveAsync(ServiceProvider provider, bool makesTables = false)
    {
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostedContext>();
        if (makesTables)
        {
            await context.Database.EnsureCreatedAsync();
        }
        context.AddRange(People.Employee(), People.Member());
        await context.SaveChangesAsync();
    }
}

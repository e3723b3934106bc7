using Blueshift.Tracking;
using Blueshift.Tracking.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace UnitTestingYourApp;

/// <summary>
/// Shows a test of an application whose users are captured: your registration, a database in memory, and the fake in place of delivery.
/// Nothing in the code under test names the tracker.
/// </summary>
[TestClass]
public sealed class AccountTests : IAsyncDisposable
{
    private readonly SqliteConnection _database = new("Data Source=:memory:");
    private ServiceProvider _provider = null!;

    private FakeUserActivityTracker Tracker => _provider.GetRequiredService<FakeUserActivityTracker>();

    [TestInitialize]
    public async Task MakeApplication()
    {
        await _database.OpenAsync();
        var services = new ServiceCollection().AddLogging();
        services.AddAccounts(options => options.UseSqlite(_database));
        services.AddFakeUserActivityTracking();
        _provider = services.BuildServiceProvider();
        await using var scope = _provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountsDbContext>().Database.EnsureCreatedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _database.DisposeAsync();
    }

    [TestMethod]
    public async Task Creating_and_deactivating_an_account_is_tracked()
    {
        await using var scope = _provider.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var amelia = Amelia();

        await users.CreateAsync(amelia);
        amelia.IsActive = false;
        await users.UpdateAsync(amelia);

        Assert.AreSequenceEqual(
            [UserActivityKind.Created, UserActivityKind.Deactivated],
            Tracker.Activities.Select(activity => activity.Kind)
        );
        Assert.AreEqual(amelia.Id, Tracker.Latest.User.Key);
        Assert.AreEqual(amelia.Email, Tracker.Latest.User.Email);
    }

    [TestMethod]
    public async Task A_new_address_is_no_activity()
    {
        await using var scope = _provider.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var amelia = Amelia();
        await users.CreateAsync(amelia);

        await users.SetEmailAsync(amelia, "amelia@customer.example");

        Assert.AreEqual(1, Tracker.Count);
    }

    [TestMethod]
    public async Task What_is_rolled_back_is_not_tracked()
    {
        await using var scope = _provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        await using (await context.Database.BeginTransactionAsync())
        {
            context.Add(Amelia());
            await context.SaveChangesAsync();
        }

        Assert.AreEqual(0, Tracker.Count);
    }

    private static Account Amelia() =>
        new()
        {
            UserName = "amelia",
            FirstName = "Amelia",
            LastName = "Nguyen",
            Email = "amelia.nguyen@customer.example",
        };
}

using Blueshift.Tracking.AspNetCore.Identity.Tests.Support;
using Blueshift.Tracking.EntityFrameworkCore;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Relational;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests;

/// <summary>Users of Identity, saved by its own manager, up to the endpoint.</summary>
[TestClass]
public sealed class CaptureIdentityTests
{
    private const string Person = "Amelia Nguyen amelia@customer.example";

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public Task With_keys_of_text_each_change_is_one_activity(OutboxProvider provider) =>
        TellsEachChangeAsync<string>(provider);

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public Task With_keys_of_Guids_each_change_is_one_activity(OutboxProvider provider) =>
        TellsEachChangeAsync<Guid>(provider);

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public Task With_keys_that_the_database_makes_each_change_is_one_activity(OutboxProvider provider) =>
        TellsEachChangeAsync<int>(provider);

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task FiveMinuteLockout_IsNotRemoval(OutboxProvider provider)
    {
        await using var host = await StartAsync<string>(provider);
        await CreateAsync(host);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await host.WithAsync("amelia", static (users, user) => users.AccessFailedAsync(user));
        }

        Assert.IsTrue(
            await host.RequestAsync(async users =>
                await users.IsLockedOutAsync((await users.FindByNameAsync("amelia"))!)
            )
        );
        Assert.AreSequenceEqual([$"addition {Person}"], await host.DeliveredAsync());
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task LockoutDisabled_IsStillActive(OutboxProvider provider)
    {
        await using var host = await StartAsync<string>(provider);
        await CreateAsync(host);
        await host.WithAsync("amelia", static (users, user) => users.SetLockoutEnabledAsync(user, enabled: false));
        await host.WithAsync(
            "amelia",
            static (users, user) =>
            {
                user.LockoutEnd = DateTimeOffset.MaxValue;
                return users.UpdateAsync(user);
            }
        );

        Assert.AreSequenceEqual([$"addition {Person}"], await host.DeliveredAsync());
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task AccessFailed_EmitsNothing_AndReadsNothing(OutboxProvider provider)
    {
        await using var plain = await StartAsync<string>(provider, captures: false);
        await using var host = await StartAsync<string>(provider);

        // Identity itself looks whether the name is taken.
        Assert.AreSequenceEqual(await StatementsOfFailureAsync(plain), await StatementsOfFailureAsync(host));
        Assert.AreSequenceEqual([$"addition {Person}"], await host.DeliveredAsync());
    }

    [TestMethod]
    public async Task A_predicate_of_the_hosts_takes_the_place_of_the_lockout()
    {
        await using var host = await StartAsync<string>(
            OutboxProvider.Sqlite,
            static user => user.ActiveWhen(one => !one.IsRetired)
        );
        await CreateAsync(host);
        await host.WithAsync(
            "amelia",
            static (users, user) => users.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue)
        );
        await host.WithAsync(
            "amelia",
            static (users, user) =>
            {
                user.IsRetired = true;
                return users.UpdateAsync(user);
            }
        );

        Assert.AreSequenceEqual([$"addition {Person}", $"removal {Person}"], await host.DeliveredAsync());
    }

    [TestMethod]
    public async Task A_user_whom_Identity_refuses_is_no_activity()
    {
        await using var host = await StartAsync<string>(OutboxProvider.Sqlite);
        await CreateAsync(host);

        var second = await host.RequestAsync(static users =>
        {
            var user = New<string>();
            user.Id = "user-2";
            return users.CreateAsync(user);
        });

        Assert.IsFalse(second.Succeeded);
        Assert.AreSequenceEqual([$"addition {Person}"], await host.DeliveredAsync());
    }

    [TestMethod]
    public void Names_that_nobody_can_guess_are_asked_for_by_name()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services
            .AddUserActivityTracking(Blueshift.Tracking.Tests.Support.Some.Settings)
            .CaptureIdentity<PlainDbContext, IdentityUser>();
        services.AddDbContext<PlainDbContext>(PlainDbContext.Use);
        using var provider = services.BuildServiceProvider();

        var thrown = Assert.ThrowsExactly<OptionsValidationException>(() =>
            provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value
        );

        Assert.Contains("FirstName is not mapped. Add .FirstName(…)", thrown.Message);
        Assert.Contains("LastName is not mapped. Add .LastName(…)", thrown.Message);
    }

    [TestMethod]
    public void What_is_no_user_of_Identity_is_told_where_to_go()
    {
        var builder = new ServiceCollection().AddUserActivityTracking();

        var thrown = Assert.ThrowsExactly<InvalidOperationException>(() =>
            builder.CaptureIdentity<PlainDbContext, string>()
        );

        Assert.Contains("CaptureEntities", thrown.Message);
    }

    private static async Task TellsEachChangeAsync<TKey>(OutboxProvider provider)
        where TKey : IEquatable<TKey>
    {
        await using var host = await StartAsync<TKey>(provider);
        await CreateAsync(host);
        await host.WithAsync(
            "amelia",
            static (users, user) => users.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue)
        );
        await host.WithAsync("amelia", static (users, user) => users.SetLockoutEndDateAsync(user, null));
        await host.WithAsync("amelia", static (users, user) => users.DeleteAsync(user));

        Assert.AreSequenceEqual(
            [$"addition {Person}", $"removal {Person}", $"addition {Person}", $"removal {Person}"],
            await host.DeliveredAsync()
        );
    }

    private static async Task<IdentityHost<TKey>> StartAsync<TKey>(
        OutboxProvider provider,
        Action<UserMapBuilder<AppUser<TKey>>>? user = null,
        bool captures = true
    )
        where TKey : IEquatable<TKey> =>
        await IdentityHost<TKey>.StartAsync(
            provider == OutboxProvider.Sqlite ? new SqliteHostDatabase() : await PostgresHostDatabase.CreateAsync(),
            user,
            captures
        );

    private static async Task<IReadOnlyList<string>> StatementsOfFailureAsync(IdentityHost<string> host)
    {
        await CreateAsync(host);
        return await host.RequestAsync(async users =>
        {
            var user = (await users.FindByNameAsync("amelia"))!;
            host.Statements.Clear();
            await users.AccessFailedAsync(user);
            return host.Statements.All;
        });
    }

    private static async Task CreateAsync<TKey>(IdentityHost<TKey> host)
        where TKey : IEquatable<TKey> =>
        Assert.IsTrue((await host.RequestAsync(static users => users.CreateAsync(New<TKey>()))).Succeeded);

    private static AppUser<TKey> New<TKey>()
        where TKey : IEquatable<TKey>
    {
        var user = new AppUser<TKey>
        {
            UserName = "amelia",
            Email = "amelia@customer.example",
            GivenName = "Amelia",
            FamilyName = "Nguyen",
            LockoutEnabled = true,
        };
        if (user is AppUser<string> text)
        {
            text.Id = "user-1";
        }
        return user;
    }
}

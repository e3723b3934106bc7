using System.Security.Claims;
using Blueshift.Tracking.AspNetCore.Identity.Tests.Support;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Testing;
using Blueshift.Tracking.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Managing;

/// <summary>However the manager finds a user, what he was is known then: his change is told, and costs no statement.</summary>
[TestClass]
public sealed class FinderTests
{
    private static readonly Claim Team = new("team", "harbour");

    [TestMethod]
    [DataRow("id")]
    [DataRow("name")]
    [DataRow("email")]
    [DataRow("login")]
    [DataRow("claim")]
    [DataRow("role")]
    public async Task A_user_who_was_found_is_told_of_without_another_statement(string finder)
    {
        await using var plain = await HostAsync(hasHook: false);
        await using var host = await HostAsync(hasHook: true);

        var expected = await DeactivateAsync(plain, finder);
        var statements = await DeactivateAsync(host, finder);

        Assert.AreSequenceEqual(expected, statements);
        Assert.AreSequenceEqual(
            [UserActivityKind.Created, UserActivityKind.Deactivated],
            host.GetRequiredService<FakeUserActivityTracker>().Activities.Select(static activity => activity.Kind)
        );
    }

    private static async Task<IReadOnlyList<string>> DeactivateAsync(ServiceProvider host, string finder)
    {
        await using var scope = host.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser<string>>>();
        var user = await FindAsync(users, finder);
        var log = host.GetRequiredService<StatementLog>();
        log.Clear();
        user.IsRetired = true;
        Assert.IsTrue((await users.UpdateAsync(user)).Succeeded);
        return log.All;
    }

    private static async Task<AppUser<string>> FindAsync(UserManager<AppUser<string>> users, string finder) =>
        finder switch
        {
            "id" => (await users.FindByIdAsync("user-1"))!,
            "name" => (await users.FindByNameAsync("amelia"))!,
            "email" => (await users.FindByEmailAsync("amelia@customer.example"))!,
            "login" => (await users.FindByLoginAsync("directory", "17"))!,
            "claim" => (await users.GetUsersForClaimAsync(Team)).Single(),
            _ => (await users.GetUsersInRoleAsync("keeper")).Single(),
        };

    private static async Task<ServiceProvider> HostAsync(bool hasHook)
    {
        var database = new SqliteHostDatabase();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<StatementLog>();
        // Disposed with the services.
        services.AddSingleton(_ => database);
        if (hasHook)
        {
            services
                .AddUserActivityTracking(Some.Settings)
                .UseUserManagerHook<AppUser<string>>(static user => user.ActiveWhen(one => !one.IsRetired));
        }
        services.AddSingleton<FakeUserActivityTracker>();
        services.Replace(
            ServiceDescriptor.Singleton<IUserActivityTracker>(static provider =>
                provider.GetRequiredService<FakeUserActivityTracker>()
            )
        );
        services.AddDbContext<AppDbContext<string>>(
            (provider, options) =>
            {
                provider.GetRequiredService<SqliteHostDatabase>().Use(options);
                options.AddInterceptors(provider.GetRequiredService<StatementLog>());
            }
        );
        services
            .AddIdentityCore<AppUser<string>>()
            .AddRoles<IdentityRole<string>>()
            .AddEntityFrameworkStores<AppDbContext<string>>();
        var host = services.BuildServiceProvider(validateScopes: true);
        await SeedAsync(host);
        return host;
    }

    private static async Task SeedAsync(ServiceProvider host)
    {
        await using var scope = host.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        await provider.GetRequiredService<AppDbContext<string>>().Database.EnsureCreatedAsync();
        await provider
            .GetRequiredService<RoleManager<IdentityRole<string>>>()
            .CreateAsync(new IdentityRole<string>("keeper") { Id = "role-1" });
        var users = provider.GetRequiredService<UserManager<AppUser<string>>>();
        var user = new AppUser<string>
        {
            Id = "user-1",
            UserName = "amelia",
            Email = "amelia@customer.example",
            GivenName = "Amelia",
            FamilyName = "Nguyen",
        };
        await users.CreateAsync(user);
        await users.AddLoginAsync(user, new UserLoginInfo("directory", "17", "Directory"));
        await users.AddClaimAsync(user, Team);
        await users.AddToRoleAsync(user, "keeper");
    }
}

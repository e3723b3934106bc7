using System.Globalization;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Directories;

/// <summary>Every user is listed once, in pages by key, whatever filters the host has.</summary>
public abstract class DirectoryTests : CaptureTest
{
    private const int Many = 1100;

    [TestMethod]
    public async Task Reconcile_IgnoresQueryFilters()
    {
        var host = await HostAsync();
        var deleted = People.Employee("zoe");
        deleted.DeletedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var user = await EmployedAsync(host);
        await EmployedAsync(host, deleted);
        var member = await EnrolledAsync(host);

        var users = await ListAsync(host, null);

        Assert.AreSequenceEqual(
            [("amelia", true), ("bruno", true), ("zoe", false)],
            users.OrderBy(one => one.User.FirstName).Select(one => (one.User.FirstName!, one.IsActive))
        );
        var found = await Directory(host).FindAsync(deleted.Id.ToString(), CancellationToken.None);
        Assert.IsFalse(found!.IsActive);
        Assert.AreEqual(new DateTimeOffset(2024, 5, 1, 8, 0, 0, TimeSpan.Zero), found.CreatedAt);
        var numbered = await Directory(host)
            .FindAsync(member.Id.ToString(CultureInfo.InvariantCulture), CancellationToken.None);
        Assert.AreEqual("bruno@customer.example", numbered!.User.Email);
        Assert.IsNull(await Directory(host).FindAsync(Guid.Empty.ToString(), CancellationToken.None));
        Assert.IsNull(await Directory(host).FindAsync("no key of ours", CancellationToken.None));
        Assert.AreEqual(
            user.Id.ToString(),
            users[0].User.Key.Length == 36 ? users.First(one => one.User.FirstName == "amelia").User.Key : ""
        );
    }

    [TestMethod]
    public async Task Many_users_come_in_pages_each_of_one_statement_and_can_be_gone_on_with()
    {
        var host = await HostAsync();
        await using (var context = host.Context())
        {
            context.AddRange(Enumerable.Range(0, Many).Select(static number => People.Member($"m{number}")));
            context.Add(People.Employee());
            await context.SaveChangesAsync();
        }
        host.Statements.Clear();

        var all = (await ListAsync(host, null)).Select(static one => one.User.Key).ToList();

        Assert.HasCount(Many + 1, all.Distinct());
        // One page of employees, three of members.
        Assert.HasCount(4, host.Statements.All);
        foreach (var place in new[] { 0, 1, 700 })
        {
            var rest = (await ListAsync(host, all[place])).Select(static one => one.User.Key);
            Assert.AreSequenceEqual(all.Skip(place + 1), rest);
        }
    }

    [TestMethod]
    public async Task Users_with_keys_of_a_type_of_the_hosts_own_are_listed_and_found()
    {
        var database = await DatabaseAsync();
        var host = Kept(
            TestHost.Of<KeyedContext>(
                database,
                Keyed<StaffId>.Map,
                services => services.AddDbContext<KeyedContext>(database.Use)
            )
        );
        await using (var context = await host.MadeAsync<KeyedContext>())
        {
            context.AddRange(
                Enumerable
                    .Range(0, 3)
                    .Select(static number => new Keyed<StaffId>
                    {
                        Id = new StaffId(Guid.CreateVersion7()),
                        Email = $"staff{number}@customer.example",
                    })
            );
            await context.SaveChangesAsync();
        }

        var all = await ListAsync(host, null);
        var found = await Directory(host).FindAsync(all[1].User.Key, CancellationToken.None);
        var rest = await ListAsync(host, all[1].User.Key);

        Assert.HasCount(3, all.Select(static one => one.User.Email).Distinct());
        Assert.AreEqual(all[1].User.Email, found!.User.Email);
        Assert.AreSequenceEqual([all[2].User.Key], rest.Select(static one => one.User.Key));
    }

    private static IUserDirectory Directory(TestHost host) => host.Services.GetRequiredService<IUserDirectory>();

    private static async Task<IReadOnlyList<DirectoryUser>> ListAsync(TestHost host, string? afterKey)
    {
        var users = new List<DirectoryUser>();
        await foreach (var user in Directory(host).ReadAllAsync(afterKey, CancellationToken.None))
        {
            users.Add(user);
        }
        return users;
    }
}

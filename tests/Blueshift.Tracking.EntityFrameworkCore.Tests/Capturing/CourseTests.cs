using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

/// <summary>What else may happen in the course of a save.</summary>
public abstract class CourseTests : CaptureTest
{
    [TestMethod]
    public async Task Additions_come_after_removals_so_that_who_is_replaced_is_there_in_the_end()
    {
        var host = await HostAsync();
        var old = await EmployedAsync(host, People.Employee("old"));
        await using var context = host.Context();

        context.Add(People.Employee("new"));
        context.Remove(old);
        await context.SaveChangesAsync();

        var rows = await host.RowsAsync();
        Assert.AreSequenceEqual(["removal old", "addition new"], rows.Select(row => $"{row.Status} {row.FirstName}"));
    }

    [TestMethod]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public async Task A_save_within_a_save_leaves_neither_row_nor_count_behind(bool isInTransaction, bool isSync)
    {
        var host = Kept(
            await TestHost.StartAsync(
                await DatabaseAsync(),
                // Before capture, so that it is told of a save first.
                first: static services =>
                    services.ConfigureDbContext<HostedContext>(static options =>
                        options.AddInterceptors(new NestedSave())
                    )
            )
        );
        await using var context = host.Context();
        context.Add(People.Member());
        await using var transaction = isInTransaction ? await context.BeginAsync(isSync) : null;

        var saved = await context.SaveAsync(isSync);
        if (transaction is not null)
        {
            await transaction.CommitAsync(isSync);
        }

        // Of the user and his name in one row.
        Assert.AreEqual(1, saved);
        var row = (await host.RowsAsync()).Single();
        Assert.AreSequenceEqual([row.Id], host.Capture.CommittedIds);
    }

    [TestMethod]
    public async Task Who_was_saved_let_go_and_attached_again_is_read_anew()
    {
        var host = await HostAsync();
        await using var context = host.Context();
        var user = People.Employee();
        context.Add(user);
        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();

        user.IsActive = false;
        context.Update(user);
        await context.SaveChangesAsync();

        Assert.AreSequenceEqual(["addition", "removal"], (await host.RowsAsync()).Select(row => row.Status));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_mapping_that_fails_for_one_user_costs_nobody_elses_activity(bool isSync)
    {
        var database = await DatabaseAsync();
        var host = Kept(
            TestHost.Of<HostedContext>(
                database,
                static capture =>
                    capture.Track<Employee>(static user =>
                        user.Email(static one => one.Email)
                            .FirstName(static one => one.FirstName)
                            .LastName(static one => one.LastName)
                            .ActiveWhen(static one => one.FirstName!.Length > 0)
                    ),
                services => services.AddDbContext<HostedContext>(database.Use)
            )
        );
        await using var context = await host.MadeAsync();
        var bad = People.Employee("bad");
        bad.FirstName = null;
        context.AddRange(People.Employee("good"), bad);
        context.TrackUserActivity(UserActivity.Reactivated(Some.User("claim-7", firstName: "claimed")));

        Assert.AreEqual(2, await context.SaveAsync(isSync));

        Assert.AreSequenceEqual(["good", "claimed"], (await host.RowsAsync()).Select(row => row.FirstName));
        Assert.AreSequenceEqual(["judge"], host.Capture.Faults);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_status_that_the_database_makes_is_judged_when_it_has(bool isSync)
    {
        var database = await DatabaseAsync();
        var host = Kept(
            TestHost.Of<AccountContext>(
                database,
                static capture =>
                    capture.Track<Account>(static user =>
                        user.Email(static one => one.Email)
                            .FirstName(static _ => null)
                            .LastName(static _ => null)
                            .ActiveWhen(static one => one.Status == AccountContext.Active)
                    ),
                services => services.AddDbContext<AccountContext>(database.Use)
            )
        );
        await using var context = await host.MadeAsync<AccountContext>();
        context.Add(new Account { Id = Guid.CreateVersion7(), Email = "default@customer.example" });
        context.Add(
            new Account
            {
                Id = Guid.CreateVersion7(),
                Email = "inactive@customer.example",
                Status = 2,
            }
        );
        Assert.AreEqual(2, await context.SaveAsync(isSync));

        Assert.AreSequenceEqual(["default@customer.example"], (await host.RowsAsync()).Select(row => row.Email));
    }
}

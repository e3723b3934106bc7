using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

/// <summary>What a save makes of a user is judged by what he was and what he is, wherever the context has him from.</summary>
public abstract class TransitionTests : CaptureTest
{
    [TestMethod]
    public async Task SyncSaveChanges_IsCaptured()
    {
        var host = await HostAsync();
        using var context = host.Context();
        context.AddRange(People.Employee(), People.Member());

        context.SaveChanges();
        var member = context.Members.Single();
        context.Remove(member);
        context.SaveChanges();

        var rows = await host.RowsAsync();
        Assert.AreSequenceEqual(
            [("amelia", "addition"), ("bruno", "addition"), ("bruno", "removal")],
            rows.OrderBy(row => row.FirstName).Select(row => (row.FirstName, row.Status))
        );
        Assert.HasCount(3, host.Capture.CommittedIds);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task SoftDelete_BeforeAndAfter_BothEmitRemoval(bool isAfter)
    {
        var softDelete = new SoftDeleteInterceptor();
        var host = Kept(
            await TestHost.StartAsync(
                await DatabaseAsync(),
                options => _ = isAfter ? options.AddInterceptors(softDelete) : options,
                services =>
                {
                    if (!isAfter)
                    {
                        services.ConfigureFirst(softDelete);
                    }
                }
            )
        );
        var user = await EmployedAsync(host);
        await using var context = host.Context();
        context.Remove(await context.Employees.SingleAsync());

        await context.SaveChangesAsync();

        var row = (await host.RowsAsync()).Single();
        Assert.AreEqual(("removal", user.Email), (row.Status, row.Email));
        Assert.AreEqual(1, await host.CountAsync("\"Employees\""));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task AccessFailed_EmitsNothing_AndReadsNothing(bool isSync)
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();
        var user = await context.Employees.SingleAsync();
        host.Statements.Clear();
        user.FailedLogins++;
        // As UserStore.UpdateAsync does: every property is marked.
        context.Update(user);

        await context.SaveAsync(isSync);

        Assert.IsEmpty(await host.RowsAsync());
        Assert.HasCount(1, host.Statements.All);
        Assert.AreEqual(1, host.Capture.Checks, "one look, at the user's creation");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task DetachedUpdate_Deactivation_IsDetected(bool isSync)
    {
        var host = await HostAsync();
        var user = await EmployedAsync(host);
        await using var context = host.Context();
        user.IsActive = false;
        user.Email = "scrubbed@customer.example";
        context.Update(user);

        await context.SaveAsync(isSync);

        var row = (await host.RowsAsync()).Single();
        Assert.AreEqual(("removal", "amelia@customer.example"), (row.Status, row.Email));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task DetachedUpdate_NoChange_EmitsNothing(bool isSync)
    {
        var host = await HostAsync();
        var user = await EmployedAsync(host);
        await using var context = host.Context();
        user.FailedLogins = 3;
        context.Update(user);

        await context.SaveAsync(isSync);

        Assert.IsEmpty(await host.RowsAsync());
    }

    [TestMethod]
    public async Task Update_of_an_instance_that_was_detached_meanwhile_is_detected()
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();
        var user = await context.Employees.SingleAsync();
        context.ChangeTracker.Clear();
        user.IsActive = false;
        context.Update(user);

        await context.SaveChangesAsync();

        Assert.AreEqual("removal", (await host.RowsAsync()).Single().Status);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task StubDelete_PayloadIsComplete(bool isSync)
    {
        var host = await HostAsync();
        var user = await EmployedAsync(host);
        var member = await EnrolledAsync(host);
        await using var context = host.Context();
        context.Remove(new Employee { Id = user.Id });
        context.Remove(new Member { Id = member.Id });

        await context.SaveAsync(isSync);

        var rows = await host.RowsAsync();
        Assert.AreSequenceEqual(
            [
                ("amelia@customer.example", "amelia", "Nguyen", "removal"),
                ("bruno@customer.example", "bruno", "Okafor", "removal"),
            ],
            rows.OrderBy(row => row.Email).Select(row => (row.Email, row.FirstName, row.LastName, row.Status))
        );
    }

    [TestMethod]
    public async Task StubUpdate_PayloadIsComplete()
    {
        var host = await HostAsync();
        var user = await EmployedAsync(host, People.Employee(isActive: false));
        await using var context = host.Context();
        var stub = new Employee { Id = user.Id, IsActive = false };
        context.Attach(stub);
        stub.IsActive = true;

        await context.SaveChangesAsync();

        var row = (await host.RowsAsync()).Single();
        Assert.AreEqual(("addition", user.Email, "Nguyen"), (row.Status, row.Email, row.LastName));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task StubWithWrongOriginals_NothingIsSent(bool isSync)
    {
        var host = await HostAsync();
        var user = await EmployedAsync(host, People.Employee(isActive: false));
        await using var context = host.Context();
        // It claims that he was active.
        var stub = new Employee { Id = user.Id, IsActive = true };
        context.Attach(stub);
        stub.IsActive = false;

        await context.SaveAsync(isSync);

        Assert.IsEmpty(await host.RowsAsync());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task ScrubbingSoftDelete_SendsOriginalContact(bool isSync)
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await EnrolledAsync(host);
        await using var context = host.Context();
        var user = await context.Employees.SingleAsync();
        user.DeletedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        (user.Email, user.FirstName, user.LastName) = (null, "deleted", "deleted");
        var member = await context.Members.SingleAsync();
        member.LockoutEnd = DateTimeOffset.MaxValue;
        member.Email = null;
        // The owned name is another instance, whose originals are not the user's.
        member.Name = new MemberName { First = "deleted" };

        await context.SaveAsync(isSync);

        var rows = await host.RowsAsync();
        Assert.AreSequenceEqual(
            [("amelia@customer.example", "Nguyen", "removal"), ("bruno@customer.example", "Okafor", "removal")],
            rows.OrderBy(row => row.Email).Select(row => (row.Email, row.LastName, row.Status))
        );
    }

    [TestMethod]
    public async Task FiveMinuteLockout_IsNotRemoval()
    {
        var host = await HostAsync();
        await EnrolledAsync(host);
        await using var context = host.Context();
        var member = await context.Members.SingleAsync();
        member.LockoutEnd = new DateTimeOffset(2026, 11, 27, 10, 5, 0, TimeSpan.Zero);
        await context.SaveChangesAsync();
        Assert.IsEmpty(await host.RowsAsync());

        member.LockoutEnd = DateTimeOffset.MaxValue;
        await context.SaveChangesAsync();

        Assert.AreEqual("removal", (await host.RowsAsync()).Single().Status);
    }

    [TestMethod]
    public async Task LockoutDisabled_IsStillActive()
    {
        var host = await HostAsync();
        await EnrolledAsync(host);
        await using var context = host.Context();
        var member = await context.Members.SingleAsync();
        (member.LockoutEnabled, member.LockoutEnd) = (false, DateTimeOffset.MaxValue);

        await context.SaveChangesAsync();

        Assert.IsEmpty(await host.RowsAsync());
    }

    [TestMethod]
    public async Task ToggleTwice_OneSave_EmitsNothing()
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();
        var user = await context.Employees.SingleAsync();
        user.IsActive = false;
        context.ChangeTracker.DetectChanges();
        user.IsActive = true;

        await context.SaveChangesAsync();

        Assert.IsEmpty(await host.RowsAsync());
    }

    [TestMethod]
    public async Task CreateDeactivateReactivate_ThreeDistinctEvents()
    {
        var host = await HostAsync();
        await using var context = host.Context();
        var user = People.Employee();
        context.Add(user);
        await context.SaveChangesAsync();
        host.Statements.Clear();
        user.IsActive = false;
        await context.SaveChangesAsync();
        user.IsActive = true;
        await context.SaveChangesAsync();

        var rows = await host.RowsAsync();
        Assert.AreSequenceEqual(["addition", "removal", "addition"], rows.Select(row => row.Status));
        Assert.HasCount(3, rows.Select(row => row.Id).Distinct());
        Assert.DoesNotContain(
            static one => one.StartsWith("SELECT", StringComparison.Ordinal),
            host.Statements.All,
            "What this context itself has saved needs no reading."
        );
    }

    [TestMethod]
    public async Task Inactive_users_come_and_go_unseen_and_derived_types_are_users_too()
    {
        var host = await HostAsync();
        await using var context = host.Context();
        var inactive = People.Employee("zoe", isActive: false);
        context.AddRange(
            inactive,
            new Manager
            {
                Id = Guid.CreateVersion7(),
                FirstName = "mia",
                Department = "Sales",
            }
        );
        await context.SaveChangesAsync();
        context.Remove(inactive);
        await context.SaveChangesAsync();

        Assert.AreEqual("mia", (await host.RowsAsync()).Single().FirstName);
    }

    [TestMethod]
    public async Task SaveChangesCount_IsHostsOwn()
    {
        var host = await HostAsync();
        await using var context = host.Context();
        context.AddRange(People.Employee(), People.Employee("zoe"), new Note());

        Assert.AreEqual(3, await context.SaveChangesAsync());
        Assert.HasCount(2, await host.RowsAsync());
        Assert.AreEqual(0, await context.SaveChangesAsync());
        Assert.IsEmpty(context.ChangeTracker.Entries<IUserActivityOutboxEntity>());
    }

    [TestMethod]
    public async Task AuditInterceptor_DoesNotSeeOutboxRows()
    {
        var audit = new AuditInterceptor();
        var host = await HostAsync(options => options.AddInterceptors(audit));
        await using var context = host.Context();
        context.Add(People.Employee());

        await context.SaveChangesAsync();

        Assert.AreSequenceEqual([nameof(Employee)], audit.Audited);
        Assert.HasCount(1, await host.RowsAsync());
    }
}

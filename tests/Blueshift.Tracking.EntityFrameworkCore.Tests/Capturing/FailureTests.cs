using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

/// <summary>A save that did not happen leaves no ghost behind, and a save that is tried again no second activity.</summary>
public abstract class FailureTests : CaptureTest
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task FailedSave_AbandonedUser_NextSaveEmitsNothing(bool isSync)
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();
        var twin = context.Add(People.Employee());
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveAsync(isSync));

        Assert.IsEmpty(context.ChangeTracker.Entries<IUserActivityOutboxEntity>());
        twin.State = EntityState.Detached;
        context.Add(new Note());
        Assert.AreEqual(1, await context.SaveAsync(isSync));

        Assert.IsEmpty(await host.RowsAsync());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task FailedSave_Corrected_EmitsExactlyOnce(bool isSync)
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();
        var twin = People.Employee();
        context.Add(twin);
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveAsync(isSync));

        twin.Email = "amelia.b@customer.example";
        await context.SaveAsync(isSync);

        Assert.AreEqual("amelia.b@customer.example", (await host.RowsAsync()).Single().Email);
    }

    [TestMethod]
    public async Task CanceledSave_LeavesNoGhost()
    {
        var host = await HostAsync();
        await using var context = host.Context();
        var user = context.Add(People.Employee());
        using var gaveUp = new CancellationTokenSource();
        await gaveUp.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => context.SaveChangesAsync(gaveUp.Token));

        user.State = EntityState.Detached;
        context.Add(new Note());
        await context.SaveChangesAsync();

        Assert.IsEmpty(await host.RowsAsync());
        Assert.IsEmpty(host.Capture.Faults);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task SaveGivenUpInItsMidst_LeavesNoGhost(bool isSync)
    {
        var deadline = new GivingUp();
        var host = await HostAsync(options => options.AddInterceptors(deadline));
        await using var context = host.Context();
        var user = context.Add(People.Employee());
        deadline.IsOn = true;
        await Assert.ThrowsAsync<OperationCanceledException>(() => context.SaveAsync(isSync));
        deadline.IsOn = false;

        Assert.IsEmpty(context.ChangeTracker.Entries<IUserActivityOutboxEntity>());
        user.State = EntityState.Detached;
        context.Add(new Note());
        Assert.AreEqual(1, await context.SaveAsync(isSync));

        Assert.IsEmpty(await host.RowsAsync());
        Assert.IsEmpty(host.Capture.Faults);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task SaveThatCameTooLate_LeavesNoGhost_AndTriedAgainEmitsOnce(bool isSync)
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();
        var user = await context.Employees.SingleAsync();
        await using (var other = host.Context())
        {
            await other.Employees.ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, 7));
        }
        (user.IsActive, user.Version) = (false, 1);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveAsync(isSync));

        Assert.IsEmpty(context.ChangeTracker.Entries<IUserActivityOutboxEntity>());
        await context.Entry(user).ReloadAsync();
        context.Add(new Note());
        Assert.AreEqual(1, await context.SaveAsync(isSync));
        Assert.IsEmpty(await host.RowsAsync());
        (user.IsActive, user.Version) = (false, 8);
        Assert.AreEqual(1, await context.SaveAsync(isSync));

        Assert.AreEqual("removal", (await host.RowsAsync()).Single().Status);
        Assert.HasCount(2, host.Capture.CommittedIds, "his creation and his removal");
    }

    [TestMethod]
    [DataRow(true, false)]
    [DataRow(true, true)]
    [DataRow(false, false)]
    [DataRow(false, true)]
    public async Task SuppressedSave_LeavesNoGhost(bool isSuppressedAfterCapture, bool isSync)
    {
        var suppressor = new SuppressingInterceptor();
        // EF Core asks interceptors in the order in which they were added; capture comes with the registration, which is first.
        var host = Kept(
            await TestHost.StartAsync(
                await DatabaseAsync(),
                options =>
                {
                    if (isSuppressedAfterCapture)
                    {
                        options.AddInterceptors(suppressor);
                    }
                },
                services =>
                {
                    if (!isSuppressedAfterCapture)
                    {
                        services.ConfigureFirst(suppressor);
                    }
                }
            )
        );
        await using var context = host.Context();
        var user = context.Add(People.Employee());
        suppressor.IsOn = true;
        Assert.AreEqual(7, await context.SaveAsync(isSync));
        suppressor.IsOn = false;

        user.State = EntityState.Detached;
        context.Add(new Note());
        Assert.AreEqual(1, await context.SaveAsync(isSync));

        Assert.IsEmpty(await host.RowsAsync());
        Assert.IsEmpty(host.Capture.CommittedIds);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task PooledContext_AfterFailure_IsClean(bool isSync)
    {
        var database = await DatabaseAsync();
        var host = Kept(await TestHost.StartAsync(database, context: services => services.PoolOfOne(database)));
        await EmployedAsync(host);
        var first = host.Pooled();
        first.Add(People.Employee());
        first.TrackUserActivity(UserActivity.Created(Some.User()));
        await Assert.ThrowsAsync<DbUpdateException>(() => first.SaveAsync(isSync));
        await first.DisposeAsync();

        var second = host.Pooled();
        Assert.AreSame(first, second);
        second.Add(new Note());
        await second.SaveAsync(isSync);
        var user = await second.Employees.SingleAsync();
        host.Statements.Clear();
        user.IsActive = false;
        await second.SaveAsync(isSync);
        await second.DisposeAsync();

        Assert.AreEqual("removal", (await host.RowsAsync()).Single().Status);
        Assert.DoesNotContain(static one => one.StartsWith("SELECT", StringComparison.Ordinal), host.Statements.All);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Fault_of_capture_is_counted_and_the_save_goes_on(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();
        context.Add(People.Employee());
        context.TrackUserActivity(UserActivity.Created(Some.User()));
        host.Capture.IsBroken = true;

        Assert.AreEqual(1, await context.SaveAsync(isSync));

        Assert.IsEmpty(await host.RowsAsync());
        Assert.AreEqual(1, await host.CountAsync("\"Employees\""));
        Assert.AreSequenceEqual(["row", "row"], host.Capture.Faults);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Without_a_key_no_row_is_left_whoever_makes_the_users_key(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();
        context.AddRange(People.Employee(), People.Member());
        host.Capture.HasKey = false;

        await context.SaveAsync(isSync);

        Assert.AreEqual(0, await host.CountAsync("blueshift_outbox"));
        Assert.AreSequenceEqual(
            [(RefusalReason.KeyUnavailable, 1), (RefusalReason.KeyUnavailable, 1)],
            host.Capture.AllSkipped
        );
        Assert.IsEmpty(host.Capture.CommittedIds);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task MissingTable_NoRowIsAddedAndTheHostGoesOn(bool isSync)
    {
        var host = await HostAsync();
        host.Capture.Refusal = RefusalReason.OutboxMissing;
        await using var context = host.Context();
        context.AddRange(People.Employee(), People.Member());

        Assert.AreEqual(2, await context.SaveAsync(isSync));

        Assert.AreEqual(0, await host.CountAsync("blueshift_outbox"));
        Assert.AreSequenceEqual([(RefusalReason.OutboxMissing, 2)], host.Capture.AllSkipped);
        host.Capture.Refusal = RefusalReason.None;
        context.Add(new Note());
        await context.SaveAsync(isSync);
        Assert.IsEmpty(await host.RowsAsync());
    }
}

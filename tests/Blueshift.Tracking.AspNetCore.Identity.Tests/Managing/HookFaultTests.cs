using System.Diagnostics.Metrics;
using Blueshift.Tracking.AspNetCore.Identity.Tests.Support;
using Blueshift.Tracking.EntityFrameworkCore;
using Blueshift.Tracking.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Managing;

/// <summary>What the hook meets never fails the host's change, and is counted.</summary>
[TestClass]
public sealed class HookFaultTests
{
    [TestMethod]
    public async Task A_refusal_fails_no_change()
    {
        await using var host = new ManagerHost();
        host.Tracker.NextResult(RefusalReason.DiskFull);

        var result = await host.RequestAsync(static users => users.CreateAsync(new Member()));

        Assert.IsTrue(result.Succeeded);
        Assert.IsEmpty(host.Told);
    }

    [TestMethod]
    [DataRow(true, new string[0])]
    [DataRow(false, new[] { "track" })]
    public async Task A_tracker_that_throws_fails_no_change(bool refuses, string[] faults)
    {
        Exception exception = refuses ? new UserActivityRefusedException() : new IOException("amelia@customer.example");
        await using var host = new ManagerHost(after: services =>
            services.Replace(ServiceDescriptor.Singleton<IUserActivityTracker>(new ThrowingTracker(exception)))
        );
        using var counted = Faults(host);

        var result = await host.RequestAsync(static users => users.CreateAsync(new Member()));

        Assert.IsTrue(result.Succeeded);
        Assert.AreSequenceEqual(faults, Words(counted));
    }

    [TestMethod]
    public async Task A_mapping_that_throws_fails_no_change()
    {
        await using var host = new ManagerHost(Throwing);
        using var counted = Faults(host);

        var created = await host.RequestAsync(static users => users.CreateAsync(new Member()));
        var changed = await host.ChangeAsync(static user => user.IsActive = false);

        Assert.IsTrue(created.Succeeded);
        Assert.IsTrue(changed.Succeeded);
        // Identity looks for the name once more before it saves.
        Assert.AreSequenceEqual(["judge", "find", "read", "find"], Words(counted));
    }

    [TestMethod]
    public async Task With_the_fake_a_fault_is_shown()
    {
        await using var host = new ManagerHost(
            Throwing,
            after: static services => services.AddFakeUserActivityTracking()
        );

        var thrown = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() =>
            host.RequestAsync(static users => users.CreateAsync(new Member()))
        );

        Assert.Contains("at the step \"judge\"", thrown.Message);
        Assert.IsInstanceOfType<NullReferenceException>(thrown.InnerException);
    }

    private static void Throwing(UserMapBuilder<Member> user)
    {
        ManagerHost.Mapped(user);
        string? nothing = null;
        user.ActiveWhen(one => one.IsActive && nothing!.Length == 0);
    }

    private static MetricCollector<long> Faults(ManagerHost host) =>
        new(
            host.Services.GetRequiredService<IMeterFactory>(),
            "Blueshift.Tracking",
            "blueshift.tracking.capture.faults"
        );

    private static IEnumerable<string> Words(MetricCollector<long> counted) =>
        counted.GetMeasurementSnapshot().Select(static one => (string)one.Tags["reason"]!);
}

using System.Diagnostics.Metrics;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Tests.Health;

[TestClass]
public sealed class TrackingHealthCheckTests
{
    private static readonly string[] Members =
    [
        "state",
        "severity",
        "reason",
        "fix",
        "instance",
        "endpoint",
        "buffer",
        "key",
        "durability",
        "baseline",
        "waiting",
        "oldestSeconds",
        "bytes",
        "bytesLimit",
        "deadLetters",
        "dropped",
        "refused",
        "foreign",
        "lastAcknowledged",
    ];

    private static readonly DeliveryAnswer Away = DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer");

    private readonly ScriptedTransport _transport = new();

    [TestMethod]
    public async Task It_has_exactly_the_members_of_the_page_and_each_is_a_word_or_a_whole_number()
    {
        await using var host = Host();

        var data = (await CheckAsync(host)).Data;

        Assert.AreSequenceEqual(Members, data.Keys);
        Assert.AreSequenceEqual(Members, OperatingPages.Table("Member", "Values").Select(row => row[0]));
        Assert.IsEmpty(data.Where(member => member.Value is not (string or long)));
    }

    [TestMethod]
    public async Task Before_the_start_it_makes_no_buffer_and_is_healthy()
    {
        await using var host = Host(configure: services =>
            services.AddSingleton<IActivityBuffer>(_ => throw new InvalidOperationException("No buffer is needed."))
        );

        var entry = await CheckAsync(host);

        Assert.AreEqual(HealthStatus.Healthy, entry.Status);
        AssertData(
            entry,
            ("state", "starting"),
            ("severity", "ok"),
            ("reason", "none"),
            ("fix", "Nothing has to be done."),
            ("instance", "acme-prod"),
            ("endpoint", "tracking.vendor.example"),
            ("buffer", "none"),
            ("durability", "none"),
            ("bytesLimit", 0L),
            ("lastAcknowledged", "never")
        );
    }

    [TestMethod]
    public async Task It_asks_neither_the_disk_nor_the_endpoint()
    {
        var files = new CrashingFileSystem();
        files.CreateFolder(Some.Folder);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IFileSystem>(files);
        services.AddSingleton<IFolderEnvironment>(new FakeFolderEnvironment(files) { UserData = Some.Folder });
        Some.Network(services, _transport);
        services.AddUserActivityTracking(Some.Settings);
        services.AddHealthChecks().AddUserActivityTracking();
        await using var provider = services.BuildServiceProvider();
        var before = (files.Operations, files.Reads);

        await CheckAsync(provider);
        Assert.AreEqual(before, (files.Operations, files.Reads), "before the first use");

        await provider.GetRequiredService<IUserActivityTracker>().TrackAsync(Some.Activity());
        await provider.GetRequiredService<IUserActivityTracker>().FlushAsync(TimeSpan.FromMinutes(1));
        await provider.GetRequiredService<IActivityBuffer>().DisposeAsync();
        before = (files.Operations, files.Reads);
        var entry = await CheckAsync(provider);
        Assert.AreEqual(before, (files.Operations, files.Reads), "after it");
        AssertData(
            entry,
            ("state", "delivering"),
            ("buffer", "journal"),
            ("key", "file-beside"),
            ("durability", "power-loss")
        );
    }

    [TestMethod]
    public async Task What_the_buffer_counts_is_shown()
    {
        var gate = new TaskCompletionSource();
        _transport.Gate = gate.Task;
        _transport.Then(batch => ScriptedTransport.All(batch, new(VerdictStatus.Accepted, null, null)));
        await using var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        await _transport.NextAsync();
        host.Time.Advance(TimeSpan.FromSeconds(20));
        AssertData(await CheckAsync(host), ("waiting", 1L), ("oldestSeconds", 20L), ("baseline", "none"));

        gate.SetResult();
        await host.FlushAsync();

        AssertData(
            await CheckAsync(host),
            ("state", "delivering"),
            ("waiting", 0L),
            ("oldestSeconds", 0L),
            ("bytesLimit", 256L * 1024 * 1024),
            ("lastAcknowledged", "2026-11-24T08:00:20Z")
        );
    }

    [TestMethod]
    public async Task An_endpoint_that_is_away_is_healthy_at_first_and_then_degraded_and_says_what_to_do()
    {
        _transport.ConnectionTest = _ => Away;
        await using var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        var entry = await CheckAsync(host);
        Assert.AreEqual(HealthStatus.Healthy, entry.Status);
        AssertData(entry, ("state", "waiting"), ("severity", "ok"), ("reason", "unreachable"));

        host.Time.Advance(TimeSpan.FromMinutes(16));
        entry = await CheckAsync(host);
        Assert.AreEqual(HealthStatus.Degraded, entry.Status);
        AssertData(entry, ("severity", "degraded"), ("reason", "unreachable"));
        Assert.AreEqual(
            "User activity tracking is waiting: unreachable; 1 waiting. Check the way from this machine to the endpoint, with "
                + "the proxy that message 1000 names; it heals by itself.",
            entry.Description
        );
    }

    [TestMethod]
    public async Task What_only_waits_is_said_to_be_the_vendor_s_to_explain()
    {
        _transport.Gate = new TaskCompletionSource().Task;
        await using var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        await _transport.NextAsync();
        host.Time.Advance(TimeSpan.FromMinutes(16));

        var data = (await CheckAsync(host)).Data;

        Assert.AreEqual(("degraded", "none"), (data["severity"], data["reason"]));
        Assert.StartsWith("Ask your vendor why the endpoint answers", (string)data["fix"]);
    }

    [TestMethod]
    [DataRow(null, HealthStatus.Degraded, HealthStatus.Degraded)]
    [DataRow(HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Degraded)]
    [DataRow(HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Healthy)]
    public async Task It_is_never_worse_than_the_host_wants_and_by_default_than_degraded(
        HealthStatus? failureStatus,
        HealthStatus whenFailing,
        HealthStatus whenDegraded
    )
    {
        await using var host = Host(failureStatus: failureStatus);
        var condition = host.Get<TrackingCondition>();

        condition.Delivers(DeliveryState.Paused, ConditionReason.CredentialRefused);
        var failing = await CheckAsync(host);
        condition.Delivers(DeliveryState.Delivering, ConditionReason.None);
        condition.IsClockSkewed = true;
        var degraded = await CheckAsync(host);

        Assert.AreEqual((whenFailing, "failing"), (failing.Status, failing.Data["severity"]));
        Assert.AreEqual((whenDegraded, "degraded"), (degraded.Status, degraded.Data["severity"]));
    }

    [TestMethod]
    public async Task Refusals_are_counted_and_failing_for_an_hour()
    {
        await using var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        await host.FlushAsync();
        host.Get<TrackingMeter>().Refused(RefusalReason.DiskFull, 3);

        AssertData(await CheckAsync(host), ("severity", "failing"), ("reason", "buffer-full"), ("refused", 3L));
        host.Time.Advance(TimeSpan.FromHours(1));
        AssertData(await CheckAsync(host), ("severity", "ok"), ("reason", "none"), ("refused", 3L));
    }

    [TestMethod]
    public async Task A_host_that_stops_says_so()
    {
        await using var host = Host();
        host.Lifetime.Start();
        await host.Lifetime.StopAsync(CancellationToken.None);

        AssertData(await CheckAsync(host), ("state", "stopping"), ("severity", "ok"));
    }

    [TestMethod]
    public async Task Switched_off_it_is_healthy_and_needs_no_setting()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddHealthChecks().AddUserActivityTracking();
        services.AddUserActivityTracking(options => options.Enabled = false);
        await using var provider = services.BuildServiceProvider();

        var entry = await CheckAsync(provider);

        Assert.AreEqual(HealthStatus.Healthy, entry.Status);
        AssertData(entry, ("state", "off"), ("severity", "ok"), ("instance", "none"), ("endpoint", "none"));
        Assert.AreSequenceEqual(Members, entry.Data.Keys);
    }

    [TestMethod]
    public async Task Without_tracking_in_the_host_it_is_off()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddHealthChecks().AddUserActivityTracking(name: "tracking", tags: ["ready"]);
        await using var provider = services.BuildServiceProvider();

        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.AreSequenceEqual(["tracking"], report.Entries.Keys);
        AssertData(report.Entries["tracking"], ("state", "off"));
        Assert.AreSequenceEqual(["ready"], report.Entries["tracking"].Tags);
    }

    [TestMethod]
    public async Task Faulty_settings_are_failing_once_somebody_met_them_and_never_throw()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        Some.Disk(services);
        services.AddUserActivityTracking(options => options.Endpoint = new Uri("relative", UriKind.Relative));
        services.AddHealthChecks().AddUserActivityTracking();
        await using var provider = services.BuildServiceProvider();
        AssertData(await CheckAsync(provider), ("state", "starting"), ("severity", "ok"), ("endpoint", "none"));

        Assert.ThrowsExactly<OptionsValidationException>(() => provider.GetRequiredService<IUserActivityTracker>());

        var entry = await CheckAsync(provider);
        AssertData(entry, ("state", "paused"), ("severity", "failing"), ("reason", "none"));
        Assert.Contains("message 1004", (string)entry.Data["fix"]);
    }

    [TestMethod]
    public async Task Settings_that_cannot_even_be_read_do_not_make_it_throw()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddUserActivityTracking(_ => throw new InvalidOperationException("canary"));
        services.AddHealthChecks().AddUserActivityTracking();
        await using var provider = services.BuildServiceProvider();

        var entry = await CheckAsync(provider);

        Assert.AreEqual(HealthStatus.Healthy, entry.Status);
        Assert.IsNull(entry.Exception);
        AssertData(entry, ("state", "starting"), ("instance", "none"));
    }

    [TestMethod]
    public async Task The_gauge_has_the_same_severity_also_where_nothing_could_be_put_together()
    {
        await using var host = Host(configure: services =>
            services.AddSingleton<IActivityBuffer>(_ => throw new InvalidOperationException("canary"))
        );
        Assert.ThrowsExactly<InvalidOperationException>(() => host.Tracker);
        using var severity = new MetricCollector<double>(
            host.Get<IMeterFactory>(),
            "Blueshift.Tracking",
            "blueshift.tracking.severity"
        );

        severity.RecordObservableInstruments();

        Assert.AreEqual(2, severity.LastMeasurement!.Value);
        AssertData(await CheckAsync(host), ("severity", "failing"));
    }

    [TestMethod]
    [DataRow(null, "name", "builder")]
    [DataRow("", null, "name")]
    public void Null_arguments_are_named(string? builder, string? name, string parameter)
    {
        var checks = builder is null ? null : new ServiceCollection().AddHealthChecks();

        var exception = Assert.ThrowsExactly<ArgumentNullException>(() => checks!.AddUserActivityTracking(name!));

        Assert.AreEqual(parameter, exception.ParamName);
    }

    private TrackingHost Host(HealthStatus? failureStatus = null, Action<IServiceCollection>? configure = null) =>
        new(
            _transport,
            configureServices: services =>
            {
                services.AddHealthChecks().AddUserActivityTracking(failureStatus: failureStatus);
                configure?.Invoke(services);
            }
        );

    private static Task<HealthReportEntry> CheckAsync(TrackingHost host) => CheckAsync(host.Get<HealthCheckService>());

    private static Task<HealthReportEntry> CheckAsync(IServiceProvider provider) =>
        CheckAsync(provider.GetRequiredService<HealthCheckService>());

    private static async Task<HealthReportEntry> CheckAsync(HealthCheckService checks) =>
        (await checks.CheckHealthAsync()).Entries["user-activity-tracking"];

    private static void AssertData(HealthReportEntry entry, params (string Member, object Value)[] expected)
    {
        foreach (var (member, value) in expected)
        {
            Assert.AreEqual(value, entry.Data[member], member);
        }
    }
}

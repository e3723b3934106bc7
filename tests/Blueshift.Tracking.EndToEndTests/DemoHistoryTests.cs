using System.Text.Json;
using Blueshift.Tracking.EndToEndTests.Support;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>24 months of the demo's invented clients, told to the real endpoint by the wire contract.</summary>
[TestClass]
public sealed class DemoHistoryTests
{
    // From the month before the first activity until the day after the last.
    private const string Span = "from=2024-11-01&to=2026-11-24";

    private static readonly string[] Kinds = ["baseline", "new", "reactivated", "removed"];

    private static ToldFolder s_once = null!;
    private static ToldFolder s_again = null!;

    [ClassInitialize]
    public static async Task TellAsync(TestContext context)
    {
        var told = await Task.WhenAll(ToldFolder.TellAsync(), ToldFolder.TellAsync());
        (s_once, s_again) = (told[0], told[1]);
        await s_once.ServeAsync();
    }

    [ClassCleanup]
    public static void Remove()
    {
        s_once.Dispose();
        s_again.Dispose();
    }

    [TestMethod]
    public void It_is_the_same_every_time_to_the_moment_at_which_each_activity_is_received()
    {
        var once = s_once.ReadActivities().Select(static row => row.All).ToList();

        Assert.IsGreaterThan(3000, once.Count);
        Assert.AreSequenceEqual(once, s_again.ReadActivities().Select(static row => row.All));
        Assert.Contains(
            line => line.StartsWith($"Told: 12 clients, 14 instances, {once.Count} activities"),
            s_once.Lines
        );
    }

    [TestMethod]
    public async Task Every_client_adds_up_and_all_kinds_of_coming_and_going_are_there()
    {
        var flow = await s_once.ReportAsync($"flow?by=month&{Span}");
        var active = await s_once.ReportAsync("active-users?at=2026-11-23");

        Assert.HasCount(14, flow);
        foreach (var (instance, report) in flow)
        {
            var periods = report.GetProperty("periods").EnumerateArray().ToList();
            var sum = periods.Sum(static one =>
                Number(one, "baseline") + Number(one, "new") + Number(one, "reactivated")
            );
            var closing = Number(report, "opening") + sum - periods.Sum(static one => Number(one, "removed"));
            Assert.IsTrue(report.GetProperty("closes").GetBoolean(), instance);
            Assert.AreEqual(Number(report, "closing"), closing, instance);
            Assert.AreEqual(closing, NumberOr0(active[instance], "active"), instance);
        }
        foreach (var kind in Kinds)
        {
            var all = flow.Values.SelectMany(static one => one.GetProperty("periods").EnumerateArray());
            Assert.IsGreaterThan(100, all.Sum(period => Number(period, kind)), kind);
        }
    }

    [TestMethod]
    public async Task The_states_are_as_promised_and_every_other_directory_agrees()
    {
        var health = await s_once.ReportAsync("instances");
        var odd = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ibarra-prod"] = "stale",
            ["juniper-prod"] = "drifting",
            ["lindqvist-prod"] = "never-reported",
        };

        foreach (var (instance, report) in health)
        {
            Assert.AreEqual(odd.GetValueOrDefault(instance, "live"), report.GetProperty("state").GetString(), instance);
            Assert.AreEqual(0, Number(report, "gap"), instance);
            Assert.AreEqual(instance == "cordova-prod" ? 6 : 0, Number(report, "lostWithBuffers"), instance);
            Assert.AreEqual(
                NumberOr0(report, "activeHere") - (instance == "juniper-prod" ? 4 : 0),
                NumberOr0(report, "activeThere"),
                instance
            );
        }
        Assert.AreEqual(11, health.Values.Count(static one => NumberOr0(one, "activeThere") > 0));
        var silent = health["ibarra-prod"].GetProperty("lastHeard").GetDateTimeOffset();
        Assert.AreEqual(new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero), silent);
    }

    [TestMethod]
    public async Task One_client_has_more_users_than_seats_and_sizes_differ()
    {
        var active = await s_once.ReportAsync("active-users?at=2026-11-23");

        var over = active.Where(static one =>
            NumberOr0(one.Value, "active") > NumberOr(one.Value, "seats", int.MaxValue)
        );
        Assert.AreSequenceEqual(["kaveri-prod"], over.Select(static one => one.Key));
        Assert.Contains(static one => NumberOr0(one, "active") > 350, active.Values);
        Assert.Contains(static one => NumberOr0(one, "active") is > 0 and < 30, active.Values);
        Assert.Contains(static one => Number(one, "resent") > 0, active.Values);
    }

    [TestMethod]
    public async Task One_person_was_erased_and_is_still_counted()
    {
        var domains = await s_once.ReportAsync("domains?at=2026-11-23&group=instance", "rows");
        var active = await s_once.ReportAsync("active-users?at=2026-11-23");

        foreach (var (instance, report) in domains)
        {
            Assert.AreEqual(instance == "alder-prod" ? 1 : 0, Number(report, "notHeld"), instance);
            Assert.AreEqual(NumberOr0(active[instance], "active"), NumberOr0(report, "active"), instance);
        }
        Assert.Contains(static one => Number(one, "other") > 0, domains.Values);
    }

    [TestMethod]
    public void Some_were_removed_who_were_never_added_and_some_added_who_were_active()
    {
        var people = s_once.ReadActivities().GroupBy(static row => (row.Instance, row.Subject)).ToList();

        Assert.Contains(static one => !one.First().Added, people);
        Assert.Contains(
            static one => one.Zip(one.Skip(1)).Any(static two => two is { First.Added: true, Second.Added: true }),
            people
        );
    }

    [TestMethod]
    public async Task What_came_late_is_in_the_figures_of_today_and_not_in_those_of_then()
    {
        // The line was down from 19 July to 7 August.
        const string July = "flow?by=month&from=2026-07-01&to=2026-08-01&instance=garnet-prod";
        var then = (await s_once.ReportAsync($"{July}&knownAt=2026-08-02T00:00:00Z"))["garnet-prod"];
        var now = (await s_once.ReportAsync(July))["garnet-prod"];

        Assert.AreNotEqual(Number(then, "closing"), Number(now, "closing"));
        Assert.IsTrue(then.GetProperty("closes").GetBoolean());
        Assert.IsTrue(s_once.ReadActivities().All(static row => row.Received > row.Date));
    }

    private static long Number(JsonElement owner, string name) => owner.GetProperty(name).GetInt64();

    private static long NumberOr0(JsonElement owner, string name) => NumberOr(owner, name, 0);

    private static long NumberOr(JsonElement owner, string name, long other) =>
        owner.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number
            ? number.GetInt64()
            : other;
}

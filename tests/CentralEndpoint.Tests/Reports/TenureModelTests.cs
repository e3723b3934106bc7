using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>Tenure, cohorts and domains against users looked at every half hour.</summary>
[TestClass]
public sealed class TenureModelTests
{
    [TestMethod]
    [DataRow(41, "Europe/Zurich", "2027-01-01", 110)]
    [DataRow(42, "America/Santiago", "2027-02-10", 60)]
    public async Task Tenure_cohorts_and_domains_say_what_a_look_every_half_hour_says(
        int seed,
        string zone,
        string day,
        int days
    )
    {
        await using var history = await ModelledHistory.StartAsync(seed, zone, day, days);
        var start = new DateTimeOffset(history.FirstDay.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

        await AssertTenureAsync(history, start, start.AddDays(days / 2));
        await AssertTenureAsync(history, start, history.Now);
        await AssertCohortsAsync(history, start);
        await AssertDomainsAsync(history, start, start.AddDays(days / 2));
        await AssertDomainsAsync(history, start, history.Now);
    }

    private static async Task AssertTenureAsync(ModelledHistory history, DateTimeOffset start, DateTimeOffset at)
    {
        var row = await history.RowAsync($"tenure?at={Some.Date(at)}");
        var users = history.Model.Follow(start, at).Where(static user => user.Active.Count > 0).ToList();
        foreach (var (name, isActive) in new[] { ("active", true), ("gone", false) })
        {
            var days = users
                .Where(user => user.IsActiveBefore(at) == isActive)
                .Select(static user => user.Tenure.TotalDays)
                .Order()
                .ToList();
            var group = row[name]!;
            Assert.AreEqual(days.Count, (int)group["users"]!, name);
            Assert.AreEqual(
                days.Count == 0 ? double.NaN : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2,
                (double?)group["medianDays"] ?? double.NaN,
                0.051
            );
            Assert.AreSequenceEqual(Buckets(days), group["buckets"]!.AsArray().Select(static one => (int)one!));
        }
    }

    private static int[] Buckets(List<double> days) =>
        [
            .. new[] { (0, 30), (30, 90), (90, 180), (180, 365), (365, 730), (730, int.MaxValue) }.Select(range =>
                days.Count(one => one >= range.Item1 && one < range.Item2)
            ),
        ];

    private static async Task AssertCohortsAsync(ModelledHistory history, DateTimeOffset start)
    {
        var cohorts = (await history.RowAsync("cohorts"))["cohorts"]!.AsArray();
        Assert.HasCount(25, cohorts);
        var users = history.Model.Follow(start, history.Now).Where(static user => user.Active.Count > 0).ToList();
        Assert.AreEqual(users.Count, cohorts.Sum(static cohort => (int)cohort!["users"]!));
        foreach (var cohort in cohorts)
        {
            var members = users.Where(user => IsOf(history, user, cohort!["month"])).ToList();
            Assert.AreEqual(members.Count, (int)cohort!["users"]!);
            foreach (var cell in cohort["cells"]!.AsArray())
            {
                var end = history.Midnight(ModelledHistory.Day(cell!["month"]!).AddMonths(1));
                end = end < history.Now ? end : history.Now;
                var begun = members.Where(user => user.Active[0].At < end).ToList();
                Assert.AreEqual(
                    (begun.Count, begun.Count(user => user.IsActiveBefore(end))),
                    ((int)cell["users"]!, (int)cell["active"]!),
                    $"{cohort["month"]} at {end:O}"
                );
            }
        }
    }

    private static bool IsOf(ModelledHistory history, PlainUser user, JsonNode? month)
    {
        if (month is null || user.IsBaseline)
        {
            return month is null && user.IsBaseline;
        }

        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(user.Active[0].At, history.Zone).DateTime);
        return ModelledHistory.Day(month) == new DateOnly(first.Year, first.Month, 1);
    }

    private static async Task AssertDomainsAsync(ModelledHistory history, DateTimeOffset start, DateTimeOffset at)
    {
        var row = await history.RowAsync($"domains?at={Some.Date(at)}");
        var domains = history
            .Model.Follow(start, at)
            .Where(user => user.IsActiveBefore(at))
            .Select(user => user.DomainBefore(at))
            .ToList();
        var groups = domains
            .Where(static domain => domain is not null)
            .GroupBy(static domain => domain)
            .Select(static group => (group.Key, Users: group.Count()))
            .ToLookup(static group => group.Users >= 5);
        Assert.AreEqual(domains.Count, (int)row["active"]!);
        Assert.AreSequenceEqual(
            groups[true]
                .OrderByDescending(static group => group.Users)
                .ThenBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => $"{group.Key}: {group.Users}"),
            row["domains"]!.AsArray().Select(static one => $"{one!["domain"]}: {one["users"]}")
        );
        Assert.AreEqual(groups[false].Sum(static group => group.Users), (int)row["other"]!);
        Assert.AreEqual(domains.Count(static domain => domain is null), (int)row["notHeld"]!);
    }
}

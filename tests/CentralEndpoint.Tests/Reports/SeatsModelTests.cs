using System.Text.Json.Nodes;

namespace CentralEndpoint.Tests.Reports;

/// <summary>Peak, average and true-up against users looked at every half hour.</summary>
[TestClass]
public sealed class SeatsModelTests
{
    private const int Seats = 7;

    // Clocks go forward on 28 March 2027 in Zurich, back on 31 October; in Santiago they go back at midnight, to 3 April.
    [TestMethod]
    [DataRow(11, "Europe/Zurich", "2027-03-26", 6, "day")]
    [DataRow(12, "America/Santiago", "2027-04-01", 6, "day")]
    [DataRow(13, "Europe/Zurich", "2027-10-04", 40, "week")]
    public async Task Seats_say_what_a_look_every_half_hour_says(int seed, string zone, string day, int days, string by)
    {
        await using var history = await ModelledHistory.StartAsync(seed, zone, day, days);

        var row = await history.RowAsync(
            $"seats?by={by}&from={history.FirstDay:yyyy-MM-dd}&to={history.FirstDay.AddDays(days + 2):yyyy-MM-dd}"
        );

        var periods = row["periods"]!.AsArray();
        Assert.IsGreaterThanOrEqualTo(6, periods.Count);
        foreach (var period in periods)
        {
            AssertIsRight(history, period!);
        }

        Assert.AreEqual(periods.Max(static one => (long)one!["trueUp"]!), (long)row["trueUp"]!);
        Assert.IsGreaterThan(0, (long)row["trueUp"]!);
    }

    private static void AssertIsRight(ModelledHistory history, JsonNode period)
    {
        var (from, to) = history.Moments(period);
        var looks = history
            .Model.Follow(from, to)
            .SelectMany(static user => user.Active)
            .GroupBy(static look => look)
            .Select(static look => (Users: look.Count(), look.Key.Time))
            .ToList();
        var peak = looks.Select(static look => look.Users).DefaultIfEmpty(0).Max();
        Assert.AreEqual(peak, (int)period["peak"]!, $"{from:O}");
        Assert.AreEqual(Math.Max(0, peak - Seats), (int)period["trueUp"]!);
        Assert.AreEqual(
            looks.Sum(static look => look.Users * look.Time.TotalHours) / (to - from).TotalHours,
            (double)period["average"]!,
            0.0051,
            $"{from:O}"
        );
        Assert.AreEqual(history.Model.CountActive(to, DateTimeOffset.MaxValue), (int)period["closing"]!);
    }
}

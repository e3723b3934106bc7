using System.Text.Json.Nodes;

namespace CentralEndpoint.Tests.Reports;

/// <summary>Data quality against the activities gone through one by one.</summary>
[TestClass]
public sealed class QualityModelTests
{
    [TestMethod]
    [DataRow(21, "Europe/Zurich", "2027-03-26", 6)]
    [DataRow(22, "America/Santiago", "2027-02-01", 90)]
    public async Task Quality_says_what_the_activities_say_one_by_one(int seed, string zone, string day, int days)
    {
        await using var history = await ModelledHistory.StartAsync(seed, zone, day, days);
        var first = history.FirstDay.AddDays(days / 4);
        var end = history.FirstDay.AddDays(days);

        var row = await history.RowAsync($"quality?from={first:yyyy-MM-dd}&to={end:yyyy-MM-dd}");

        var (from, to) = (history.Midnight(first), history.Midnight(end));
        var counted = history
            .Model.InOrder()
            .SelectMany(static user => user.Select((one, place) => (One: one, Previous: Previous(user, place))))
            .Where(pair => pair.One.Received >= from && pair.One.Received < to)
            .ToList();
        Assert.AreEqual(counted.Count, Number(row, "activities"));
        Assert.AreEqual(counted.Count(static pair => pair.One.IsBaseline), Number(row, "baseline"));
        AssertRepeats(row, counted);
        AssertLate(row["late"]!, [.. counted.Select(static pair => pair.One).Where(static one => !one.IsBaseline)]);
        Assert.AreEqual(
            counted.Count(static pair => pair.One.Date > pair.One.Received.AddMinutes(5)),
            Number(row, "ahead")
        );
        Assert.IsGreaterThan(0, Number(row, "ahead"));
        Assert.AreEqual(history.Model.History.Count(static one => one.Voided is not null), Number(row, "voided"));
    }

    private static void AssertRepeats(JsonNode row, List<(ModelledActivity One, bool? Previous)> counted)
    {
        Assert.AreEqual(
            (
                counted.Count(static pair => pair is { One.Added: true, Previous: true }),
                counted.Count(static pair => pair is { One.Added: false, Previous: false }),
                counted.Count(static pair => pair is { One.Added: false, Previous: null })
            ),
            (Number(row, "repeatedAdditions"), Number(row, "repeatedRemovals"), Number(row, "orphanRemovals"))
        );
        Assert.IsGreaterThan(0, Number(row, "repeatedRemovals"));
    }

    private static void AssertLate(JsonNode late, IReadOnlyList<ModelledActivity> live)
    {
        var hours = live.Select(static one => (one.Received - one.Date).TotalHours).ToList();
        var limits = new[] { double.NegativeInfinity, 1, 24, 7 * 24, 31 * 24, double.PositiveInfinity };
        string[] names = ["withinHour", "withinDay", "withinWeek", "withinMonth", "later"];
        foreach (var (place, name) in names.Index())
        {
            Assert.AreEqual(
                hours.Count(one => one > limits[place] && one <= limits[place + 1]),
                Number(late, name),
                name
            );
        }

        Assert.IsGreaterThan(0, Number(late, "withinDay") + Number(late, "withinWeek"));
    }

    private static bool? Previous(IReadOnlyList<ModelledActivity> user, int place) =>
        place == 0 ? null : user[place - 1].Added;

    private static int Number(JsonNode row, string name) => (int)row[name]!;
}

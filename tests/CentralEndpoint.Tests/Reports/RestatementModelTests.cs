namespace CentralEndpoint.Tests.Reports;

/// <summary>Restatements against the same figure as known when it was closed and as known now.</summary>
[TestClass]
public sealed class RestatementModelTests
{
    [TestMethod]
    [DataRow(31, "Europe/Zurich", "2027-03-26", 6, "day", 0)]
    [DataRow(32, "America/Santiago", "2027-04-01", 6, "day", 1)]
    [DataRow(33, "Europe/Zurich", "2027-01-01", 100, "month", 5)]
    public async Task Restatement_is_what_is_known_now_less_what_was_known_at_close(
        int seed,
        string zone,
        string day,
        int days,
        string by,
        int closeDays
    )
    {
        await using var history = await ModelledHistory.StartAsync(seed, zone, day, days);

        var row = await history.RowAsync(
            $"restatement?by={by}&closeDays={closeDays}"
                + $"&from={history.FirstDay:yyyy-MM-dd}&to={history.FirstDay.AddDays(days + 2):yyyy-MM-dd}"
        );

        var restated = 0;
        foreach (var period in row["periods"]!.AsArray())
        {
            var (from, to) = history.Moments(period!);
            var close = history.Midnight(ModelledHistory.Day(period!["to"]!).AddDays(closeDays));
            var now = history.Model.CountActive(to, DateTimeOffset.MaxValue);
            Assert.AreEqual(now, (int)period["now"]!, $"{from:O}");
            Assert.AreEqual(close <= history.Now, (bool)period["closed"]!);
            if (close <= history.Now)
            {
                var then = history.Model.CountActive(to, close);
                Assert.AreEqual(then, (int)period["atClose"]!, $"{from:O}");
                Assert.AreEqual(now - then, (int)period["difference"]!);
                Assert.AreEqual(
                    history.Model.History.Count(one => one.Date < to && IsLate(one, close)),
                    (int)period["late"]!
                );
                restated += (int)period["late"]!;
            }
        }

        Assert.IsGreaterThan(0, restated);
    }

    private static bool IsLate(ModelledActivity one, DateTimeOffset close) =>
        one.Received >= close ? one.Voided is null : one.Voided >= close;
}

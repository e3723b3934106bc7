using CentralEndpoint.Reports;

namespace CentralEndpoint.Tests.Reports;

/// <summary>A day begins when it does there, whatever is done to clocks.</summary>
[TestClass]
public sealed class ZoneDaysTests
{
    [TestMethod]
    [DataRow("UTC", "2026-11-24", "2026-11-24T00:00:00Z", 24.0)]
    [DataRow("Europe/Zurich", "2026-11-24", "2026-11-23T23:00:00Z", 24.0)]
    [DataRow("Europe/Zurich", "2026-03-29", "2026-03-28T23:00:00Z", 23.0)]
    [DataRow("Europe/Zurich", "2026-10-25", "2026-10-24T22:00:00Z", 25.0)]
    // Midnight is left out: clocks go from 23:59 to 01:00.
    [DataRow("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z", 23.0)]
    // Midnight comes twice.
    [DataRow("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z", 25.0)]
    // The day before ends an hour late.
    [DataRow("America/Santiago", "2026-04-05", "2026-04-05T04:00:00Z", 24.0)]
    [DataRow("America/Santiago", "2026-04-04", "2026-04-04T03:00:00Z", 25.0)]
    [DataRow("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z", 24.5)]
    [DataRow("Asia/Kathmandu", "2026-11-24", "2026-11-23T18:15:00Z", 24.0)]
    public void A_day_begins_and_lasts(string zone, string day, string expected, double hours)
    {
        var found = ZoneDays.Find(zone);
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var start = ZoneDays.StartOf(date, found);

        Assert.AreEqual(expected, $"{start:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        Assert.AreEqual(hours, (ZoneDays.StartOf(date.AddDays(1), found) - start).TotalHours);
    }
}

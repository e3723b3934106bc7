using System.Globalization;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Tests.Support;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>The example of docs/reports.md: its history is told to a real endpoint, and each of its tables is what that reports.</summary>
[TestClass]
public sealed class ReportExampleTests
{
    private const string Zone = "Europe/Zurich";
    private const int Seats = 3;
    private const string Months = "by=month&from=2027-08-01&to=2027-11-01";

    private static readonly string[] s_page = Repository.Read("docs/reports.md").Split('\n');

    [TestMethod]
    public async Task Every_figure_of_the_page_is_what_the_endpoint_reports()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync(zone: Zone, seats: Seats);
        await TellAsync(host, sender);

        await AssertActiveAsync(host);
        await AssertPeriodsAsync(host, "Flow", $"flow?{Months}", "instances");
        await AssertPeriodsAsync(host, "Seats", $"seats?{Months}", "rows");
        await AssertPeriodsAsync(host, "Restatement", $"restatement?{Months}&closeDays=5", "rows");
        await AssertFiguresAsync(host, "Quality", "quality?from=2027-10-01&to=2027-11-01");
        await AssertFiguresAsync(host, "Tenure", "tenure?at=2027-10-31");
        await AssertDomainsAsync(host);
        await AssertCohortsAsync(host);
    }

    [TestMethod]
    public async Task The_closed_figure_is_given_again_as_known_at_the_close()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await TellAsync(host, await host.AddSenderAsync(zone: Zone, seats: Seats));
        Assert.ContainsSingle(
            static line => line.Contains("`knownAt=2027-10-05T22:00:00Z`", StringComparison.Ordinal),
            s_page
        );

        var report = await host.ReportAsync("active-users?at=2027-09-30&knownAt=2027-10-05T22:00:00Z");

        Assert.AreEqual(Table("Restatement")[1][2], $"{report["total"]}");
    }

    private static async Task TellAsync(CentralEndpointHost host, Sender sender)
    {
        var rows = Table("Date, UTC");
        Assert.HasCount(13, rows);
        foreach (var row in rows.Skip(1))
        {
            host.Clock.SetUtcNow(Time(row[1]));
            var activity = sender.Activity(row[2][0], row[3].Split(',')[0], Time(row[0]), $"{row[2]}@client.example");
            if (row[3].EndsWith("baseline", StringComparison.Ordinal))
            {
                activity["origin"] = "baseline";
            }

            (await sender.PostAsync(activity)).AssertVerdicts("accepted");
        }

        host.Clock.SetUtcNow(Time("2027-11-20 12:00"));
    }

    private static async Task AssertActiveAsync(CentralEndpointHost host)
    {
        var table = Table("`at`");
        foreach (var (place, day) in table[0].Index().Skip(1))
        {
            var report = await host.ReportAsync($"active-users?at={day}");
            Assert.AreEqual(table[1][place], $"{report["instances"]![0]!["active"]}", day);
        }
    }

    // A row for each figure, a column for each month.
    private static async Task AssertPeriodsAsync(CentralEndpointHost host, string name, string query, string rows)
    {
        var table = Table(name);
        var periods = (await host.ReportAsync(query))[rows]![0]!["periods"]!.AsArray();
        Assert.HasCount(table[0].Length - 1, periods);
        foreach (var row in table.Skip(1))
        {
            foreach (var (place, figure) in row.Index().Skip(1))
            {
                Assert.AreEqual(
                    figure,
                    $"{periods[place - 1]![row[0].Trim('`')]}",
                    $"{name}, {row[0]}, {table[0][place]}"
                );
            }
        }
    }

    private static async Task AssertFiguresAsync(CentralEndpointHost host, string name, string query)
    {
        var report = (await host.ReportAsync(query)).Row();
        foreach (var row in Table(name).Skip(1))
        {
            var found = row[0].Trim('`').Split('.').Aggregate(report, static (node, member) => node[member]!);
            Assert.AreEqual(row[1], $"{found}", row[0]);
        }
    }

    private static async Task AssertDomainsAsync(CentralEndpointHost host)
    {
        var table = Table("`at`", which: 1);
        foreach (var (place, day) in table[0].Index().Skip(1))
        {
            var row = (await host.ReportAsync($"domains?at={day}")).Row();
            var named = row["domains"]!.AsArray();
            Assert.AreEqual(table[1][place], named.Count == 0 ? "–" : $"{named.Single()!["users"]}", day);
            Assert.AreEqual("`client.example`", table[1][0]);
            Assert.AreEqual(table[2][place], $"{row["other"]}", day);
        }
    }

    private static async Task AssertCohortsAsync(CentralEndpointHost host)
    {
        var table = Table("First active in");
        var cohorts = (await host.ReportAsync("cohorts?month=2027-10")).Row()["cohorts"]!.AsArray();
        var held = cohorts.Where(static cohort => (int)cohort!["users"]! > 0).ToList();
        Assert.HasCount(table.Count - 1, held);
        foreach (var (row, cohort) in table.Skip(1).Zip(held))
        {
            Assert.AreEqual(row[0], cohort!["month"] is { } month ? Written(month) : "before tracking");
            Assert.AreEqual(row[1], $"{cohort["users"]}");
            var cells = cohort["cells"]!
                .AsArray()
                .ToDictionary(
                    static cell => Written(cell!["month"]!),
                    static cell => $"{cell!["active"]} of {cell["users"]}"
                );
            Assert.AreSequenceEqual(row.Skip(2), table[0].Skip(2).Select(name => cells.GetValueOrDefault(name, "")));
        }
    }

    private static string Written(JsonNode month) =>
        ModelledHistory.Day(month).ToString("MMM yyyy", CultureInfo.InvariantCulture);

    // The cells of the table whose first cell says this, its head first.
    private static List<string[]> Table(string head, int which = 0) =>
        [
            .. s_page
                .Select(static (line, number) => (line, number))
                .Where(one => one.line.StartsWith($"| {head} |", StringComparison.Ordinal))
                .Skip(which)
                .Take(1)
                .SelectMany(one => s_page.Skip(one.number).TakeWhile(static line => line.StartsWith('|')))
                .Where(static line => !line.StartsWith("|---", StringComparison.Ordinal))
                .Select(static line => line.Split('|')[1..^1].Select(static cell => cell.Trim()).ToArray()),
        ];

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(
            text,
            "yyyy-MM-dd HH:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );
}

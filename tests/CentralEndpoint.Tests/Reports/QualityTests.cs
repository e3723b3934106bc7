using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>Data quality where a plain model says little: removals of many, and what the instances say of themselves.</summary>
[TestClass]
public sealed class QualityTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow(40, 10, 10, DisplayName = "10 of 40 in an hour")]
    [DataRow(49, 10, 10, DisplayName = "10 of 49, more than a fifth")]
    [DataRow(50, 10, 0, DisplayName = "10 of 50, a fifth")]
    [DataRow(20, 9, 0, DisplayName = "9 of 20, too few")]
    public async Task Many_removals_within_an_hour_are_told(int users, int removed, int told)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await AddAsync(sender, users);
        await sender.PostAsync([
            .. Enumerable
                .Range(1, removed)
                .Select(user => sender.Activity(user, "removal", Noon.AddMinutes(user * 60.0 / removed))),
        ]);

        var mass = (await host.ReportAsync("quality")).Row()["massRemoval"];

        Assert.AreEqual(told == 0 ? null : (long?)told, mass?.Number("removed"));
        if (mass is not null)
        {
            Assert.AreEqual(users, mass.Number("active"));
            Assert.AreEqual(Noon.AddHours(1), (DateTimeOffset)mass["at"]!);
        }
    }

    [TestMethod]
    public async Task Removals_over_more_than_an_hour_are_not_many_at_once()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await AddAsync(sender, 30);
        await sender.PostAsync([
            .. Enumerable.Range(1, 15).Select(user => sender.Activity(user, "removal", Noon.AddMinutes(user * 7))),
        ]);

        Assert.IsNull((await host.ReportAsync("quality")).Row()["massRemoval"]);
    }

    [TestMethod]
    public async Task What_the_instance_says_of_itself_is_beside_it()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await AddAsync(sender, 2);
        await sender.PostAsync(sender.Activity(activity => activity["id"] = Some.Id(77)));
        await sender.PostAsync(sender.Activity(activity => activity["id"] = Some.Id(77)));
        await sender.BeatAsync(
            Beat.Of(
                sender.Instance,
                heartbeat =>
                {
                    heartbeat["deadLetters"] = 3;
                    heartbeat["sentAt"] = Some.Date(The.Now.AddSeconds(400));
                    heartbeat["sources"]!.AsArray()[0] = Beat.Source(Beat.Journal(sender.Instance), settledThrough: 5);
                }
            )
        );

        var row = (await host.ReportAsync("quality")).Row();

        Assert.AreEqual((3, 1), (row.Number("deadLetters"), row.Number("resent")));
        Assert.AreEqual(400, (double)row["clockSkewSeconds"]!);
        Assert.IsGreaterThan(0, row.Number("gap")!.Value);
        Assert.AreEqual("live", (string)row["state"]!);
    }

    private static async Task AddAsync(Sender sender, int users) =>
        await sender.PostAsync([
            .. Enumerable.Range(1, users).Select(user => sender.Activity(user, "addition", Noon.AddDays(-9))),
        ]);
}

using System.Globalization;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>The report of seats where a plain model says little: edges, clients, and who is not heard from.</summary>
[TestClass]
public sealed class SeatsTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public async Task Who_goes_at_midnight_was_not_there_on_the_day_that_begins()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync(seats: 2);
        await sender.PostAsync(
            sender.Activity(1, "addition", Midnight.AddDays(-1)),
            sender.Activity(2, "addition", Midnight.AddHours(-6)),
            sender.Activity(3, "addition", Midnight.AddHours(-6)),
            sender.Activity(3, "removal", Midnight)
        );

        var periods = (await host.ReportAsync("seats?by=day&from=2026-11-19&to=2026-11-21")).Row()["periods"]!;

        Assert.AreEqual((3, 1), (periods[0]!.Number("peak"), periods[0]!.Number("trueUp")));
        Assert.AreEqual(1.5, (double)periods[0]!["average"]!);
        Assert.AreEqual(
            (2, 2, 0),
            (periods[1]!.Number("peak"), periods[1]!.Number("closing"), periods[1]!.Number("trueUp"))
        );
        Assert.AreEqual(2, (double)periods[1]!["average"]!);
    }

    [TestMethod]
    public async Task Who_comes_and_goes_at_once_took_no_seat()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync(seats: 1);
        await sender.PostAsync(
            sender.Activity(1, "addition", Midnight.AddHours(1)),
            sender.Activity(1, "removal", Midnight.AddHours(2)),
            sender.Activity(2, "addition", Midnight.AddHours(2))
        );

        var period = (await host.ReportAsync("seats?by=day&from=2026-11-20&to=2026-11-21")).Row()["periods"]![0]!;

        Assert.AreEqual((1, 0), (period.Number("peak"), period.Number("trueUp")));
    }

    [TestMethod]
    public async Task A_client_has_the_sums_of_its_productive_instances_and_test_ones_stand_apart()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var first = await host.AddSenderOfAsync("Acme", "acme-one", "production", 1);
        var second = await host.AddSenderOfAsync("Acme", "acme-two", "production", 4);
        await host.AddSenderOfAsync("Acme", "acme-try", "test", 9);
        await first.PostAsync(
            first.Activity(1, "addition", Midnight),
            first.Activity(2, "addition", Midnight),
            first.Activity(2, "removal", Midnight.AddHours(2))
        );
        await second.PostAsync(second.Activity(1, "addition", Midnight.AddHours(12)));

        var rows = (await host.ReportAsync("seats?by=day&from=2026-11-20&to=2026-11-21"))["rows"]!.AsArray();

        Assert.HasCount(2, rows);
        var acme = rows[0]!;
        Assert.AreEqual(
            ("Acme", null, 2, 5),
            ((string)acme["client"]!, (string?)acme["instance"], (int)acme["instances"]!, (int)acme["seats"]!)
        );
        Assert.AreEqual(
            (3, 1, 2),
            (acme.Number("peak"), acme.Number("trueUp"), acme["periods"]![0]!.Number("closing"))
        );
        Assert.AreEqual(0.4, (double)acme["utilisation"]!);
        Assert.AreEqual(("acme-try", true), ((string)rows[1]!["instance"]!, (bool)rows[1]!["isTest"]!));
        Assert.HasCount(3, (await host.ReportAsync("seats?group=instance"))["rows"]!.AsArray());
        Assert.HasCount(1, (await host.ReportAsync("seats?instance=acme-two"))["rows"]!.AsArray());
    }

    [TestMethod]
    public async Task Zero_is_said_of_an_instance_that_is_heard_from_alone()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var heard = await host.AddSenderAsync(seats: 3);
        await host.AddSenderAsync(seats: 3);
        await heard.BeatAsync(Beat.Of(heard.Instance));

        var report = await host.ReportAsync("seats?group=instance&by=day&from=2026-11-24&to=2026-11-25");

        var (known, unknown) = (report.Row(0)["periods"]![0]!, report.Row(1)["periods"]![0]!);
        Assert.AreEqual((0, 0, 0), (known.Number("closing"), known.Number("peak"), known.Number("trueUp")));
        Assert.IsNull(unknown["closing"]);
        Assert.IsNull(unknown["peak"]);
        Assert.IsNull(unknown["average"]);
        Assert.IsNull(unknown["trueUp"]);
        Assert.IsNull(report.Row(1)["utilisation"]);
    }

    [TestMethod]
    public async Task As_known_before_an_activity_came_it_is_not_counted()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(sender.Activity(1, "addition", Midnight));
        host.Clock.Advance(TimeSpan.FromHours(1));
        var known = host.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await sender.PostAsync(sender.Activity(2, "addition", Midnight));
        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.AreEqual(2, (await host.ReportAsync("seats")).Row().Number("peak"));
        Assert.AreEqual(1, (await host.ReportAsync($"seats?knownAt={known}")).Row().Number("peak"));
    }
}

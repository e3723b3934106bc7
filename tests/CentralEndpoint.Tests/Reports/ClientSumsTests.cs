using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>Active users and flow by client: the productive instances added up.</summary>
[TestClass]
public sealed class ClientSumsTests
{
    [TestMethod]
    public async Task Active_users_and_flow_are_added_up_by_client_without_test_instances()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var first = await host.AddSenderOfAsync("Acme", "acme-one", seats: 4);
        var second = await host.AddSenderOfAsync("Acme", "acme-two", seats: 6);
        var test = await host.AddSenderOfAsync("Acme", "acme-try", "test");
        var silent = await host.AddSenderOfAsync("Zeta", "zeta-prod");
        foreach (var sender in new[] { first, second, test })
        {
            await sender.PostAsync(
                sender.Activity(1, "addition", The.Now.AddDays(-2)),
                sender.Activity(2, "addition", The.Now.AddDays(-2)),
                sender.Activity(2, "removal", The.Now.AddDays(-1))
            );
        }

        var acme = (await host.ReportAsync("active-users"))["clients"]![0]!;
        var zeta = (await host.ReportAsync("active-users"))["clients"]![1]!;
        var flow = (await host.ReportAsync("flow?from=2026-11-01"))["clients"]![0]!;

        Assert.AreEqual((2, 10, 2), (acme.Number("active"), acme.Number("seats"), acme.Number("instances")));
        Assert.IsNull(zeta["active"]);
        Assert.AreEqual(
            silent.Instance,
            (string)(await host.ReportAsync("active-users"))["instances"]![3]!["instance"]!
        );
        var period = flow["periods"]!.AsArray().Single()!;
        Assert.AreEqual(
            (0, 4, 2, 2),
            (period.Number("opening"), period.Number("new"), period.Number("removed"), period.Number("closing"))
        );
        Assert.IsTrue((bool)flow["closes"]!);
    }

    [TestMethod]
    public async Task As_CSV_each_has_a_row_for_each_client_where_that_is_asked_for()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderOfAsync("Acme", "acme-one");
        await host.AddSenderOfAsync("Acme", "acme-two");
        await sender.PostAsync(sender.Activity(1, "addition", The.Now.AddDays(-2)));

        var active = (await host.TextAsync("/reports/active-users?format=csv&group=client")).TrimEnd().Split("\r\n");
        var flow = (await host.TextAsync("/reports/flow?format=csv&group=client&from=2026-11-01"))
            .TrimEnd()
            .Split("\r\n");

        Assert.HasCount(2, active);
        Assert.StartsWith("Acme,,2,false,UTC,never-reported,2026-11-24T12:00:00Z,1,,", active[1]);
        Assert.HasCount(2, flow);
        Assert.StartsWith("Acme,,2,false,UTC,never-reported,2026-11-01,2026-11-25,true,0,0,1,0,0,1,true,", flow[1]);
        Assert.HasCount(3, (await host.TextAsync("/reports/active-users?format=csv")).TrimEnd().Split("\r\n"));
    }
}

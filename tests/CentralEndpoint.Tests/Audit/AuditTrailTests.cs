using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Audit;

[TestClass]
public sealed class AuditTrailTests
{
    // At once four times as many, each on a connection of its own: a server takes a hundred, of all tests together.
    private const int EachWay = 8;

    [TestMethod]
    public async Task Many_writers_at_once_make_one_chain_without_a_gap()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        // No more at once than a database has connections for.
        await Parallel.ForEachAsync(
            Enumerable.Range(1, 200),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (number, _) => await host.Trail().RecordAsync(AuditRun.Act(number))
        );

        var finding = await host.VerifyAsync();
        Assert.IsNull(finding.Broken);
        Assert.AreEqual((200L, 1L, 200L), (finding.Count, finding.First, finding.Newest.Number));
        Assert.AreEqual(200, host.Count("SELECT COUNT(DISTINCT target) FROM audit_entry"));
    }

    [TestMethod]
    public async Task Two_endpoints_over_one_database_make_one_chain_while_both_take_activities()
    {
        using var folder = new TempFolder();
        await using var one = await CentralEndpointHost.StartAsync(folder);
        await using var other = await CentralEndpointHost.StartAsync(folder);
        var sender = await one.AddSenderAsync();
        var there = new Sender(other.Ingest, sender.Instance, sender.Key);

        var recorded = Enumerable
            .Range(1, EachWay)
            .SelectMany(number =>
                new[] { one.Trail().RecordAsync(AuditRun.Act(number)), other.Trail().RecordAsync(AuditRun.Act(number)) }
            )
            .ToList();
        var posted = Enumerable
            .Range(1, EachWay)
            .SelectMany(number =>
                new[]
                {
                    sender.PostAsync(sender.Activity(number, "addition", The.Now)),
                    there.PostAsync(there.Activity(number, "removal", The.Now)),
                }
            )
            .ToList();
        await Task.WhenAll(recorded);
        foreach (var answer in await Task.WhenAll(posted))
        {
            answer.AssertVerdicts("accepted");
        }

        var finding = await other.VerifyAsync();
        Assert.IsNull(finding.Broken);
        Assert.AreEqual((2L * EachWay, 2L * EachWay), (finding.Count, finding.Newest.Number));
        Assert.AreEqual(2 * EachWay, Stored.Count(one, "activity", sender.Instance));
        (await CommandRun.OfAsync(one.Settings, "projection", "verify")).AssertDone();
    }

    [TestMethod]
    public async Task Where_no_entry_can_be_written_nothing_is_read_and_nothing_given()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(1);
        host.MakeUnwritable();
        var wasRead = false;

        var fault = await Assert.ThrowsAsync<DbUpdateException>(() =>
            host.Trail()
                .ReadAsync(
                    AuditRun.Act(2),
                    async db =>
                    {
                        wasRead = true;
                        return await db.Profiles.CountAsync();
                    }
                )
        );

        Assert.Contains(AuditRun.Refusal, DatabaseFault.Find(fault)!.Message);
        Assert.IsFalse(wasRead);
        await Assert.ThrowsAsync<DbUpdateException>(() => host.Trail().RecordAsync(AuditRun.Act(2)));
        Assert.AreEqual(1, host.Count("SELECT COUNT(*) FROM audit_entry"));
        Assert.AreEqual("whole", await host.TellAsync());
    }

    [TestMethod]
    public async Task What_fails_while_it_is_read_leaves_no_entry_of_it()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Trail().ReadAsync<int>(AuditRun.Act(1), static _ => throw new InvalidOperationException())
        );
        var people = await host.Trail().ReadAsync(AuditRun.Act(2), static db => db.Profiles.CountAsync());

        Assert.AreEqual(0, people);
        Assert.AreSequenceEqual(["instance acme-2"], host.Texts("SELECT target FROM audit_entry"));
        Assert.AreEqual("whole", await host.TellAsync());
    }

    [TestMethod]
    public async Task What_is_read_is_of_every_instance()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        for (var instance = 0; instance < 2; instance++)
        {
            var sender = await host.AddSenderAsync();
            await sender.PostAsync(sender.Activity(1, "addition", The.Now));
        }

        Assert.AreEqual(2, await host.Trail().ReadAsync(AuditRun.Act(1), static db => db.Profiles.CountAsync()));
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Blueshift.Tracking.EndToEndTests.Support;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.Logging;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>
/// Whatever is sent is answered as the contract says, and counts once if it was accepted and not at all if it was not.
/// <c>BLUESHIFT_ASSURANCE=full</c> sends many more.
/// </summary>
[TestClass]
[SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same bodies.")]
public sealed class FuzzedBatchTests
{
    private const int Slice = 300;
    private const int Full = 50_000;

    [TestMethod]
    [DataRow(101)]
    [DataRow(102)]
    [DataRow(103)]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task What_is_accepted_counts_once_and_what_is_not_accepted_is_not_stored(int seed)
    {
        await using var host = await StartAsync();
        var sender = await host.AddSenderAsync();
        var run = new FuzzedRun(sender, new Random(seed));

        for (var round = 0; round < Assurance.Count(Slice, Full); round++)
        {
            await run.SendAsync($"seed {seed}, round {round}");
        }

        Assert.AreSequenceEqual(
            run.Accepted.Order(StringComparer.Ordinal),
            Stored.Ids(host, sender.Instance).Order(StringComparer.Ordinal)
        );
        Assert.AreEqual(run.Accepted.Count, Stored.Count(host, "activity", sender.Instance));
        Assert.AreEqual(run.Accepted.Count, Stored.Count(host, "profile", sender.Instance));
        Assert.IsLessThanOrEqualTo(run.Rejected, Stored.Count(host, "noted_number", sender.Instance));
        await AssertReportedAsync(host, run);
        AssertWorthIt(run);
        Assert.DoesNotContain(static record => record.Level >= LogLevel.Warning, host.Logs.GetSnapshot());
    }

    [TestMethod]
    [DataRow(201)]
    [DataRow(202)]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task A_damaged_heartbeat_is_taken_whole_or_changes_nothing(int seed)
    {
        await using var host = await StartAsync();
        var sender = await host.AddSenderAsync();
        var mutator = new BatchMutator(new Random(seed));
        using var connection = host.OpenDatabase();
        var refused = 0;

        for (var round = 0; round < Assurance.Count(Slice, Full); round++)
        {
            var before = Stored.Of(connection, sender.Instance);
            var beat = Beat.Of(
                sender.Instance,
                Beat.Source(Beat.Journal(sender.Instance), 5, 3, Beat.GivenUp(round + 1, round + 2))
            );
            var answer = await sender.BeatAsync(mutator.Damage(Encoding.UTF8.GetBytes(beat.ToJsonString())));
            if (answer.Status != HttpStatusCode.OK)
            {
                Contract.AssertProblem(answer, $"seed {seed}, round {round}");
                Assert.AreEqual(before, Stored.Of(connection, sender.Instance), $"seed {seed}, round {round}");
                refused++;
            }
        }

        Assert.IsInRange(Slice / 4, Assurance.Count(Slice, Full) - 1, refused);
        Assert.DoesNotContain(static record => record.Level >= LogLevel.Warning, host.Logs.GetSnapshot());
        using var report = await host.Pages.GetAsync(new Uri("/reports/instances", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.OK, report.StatusCode);
    }

    private static Task<CentralEndpointHost> StartAsync() =>
        CentralEndpointHost.StartAsync(folder: null, "--CentralEndpoint:MaxRequestsPerMinute=1000000");

    private static async Task AssertReportedAsync(CentralEndpointHost host, FuzzedRun run)
    {
        var report = JsonNode.Parse(
            await host.Pages.GetStringAsync(new Uri("/reports/active-users", UriKind.Relative))
        )!;
        var instance = report["instances"]!.AsArray().Single()!;
        Assert.AreEqual(run.Accepted.Count, (int)instance["activities"]!);
        Assert.AreEqual(run.Accepted.Count, (int)instance["additions"]! + (int)instance["removals"]!);
        Assert.AreEqual(run.Resent, (int)instance["resent"]!);
    }

    // A generator whose bodies all fail at the first byte, or never, would show nothing.
    private static void AssertWorthIt(FuzzedRun run)
    {
        Assert.IsGreaterThan(Slice / 10, run.Accepted.Count);
        Assert.IsGreaterThan(Slice / 10, run.Rejected);
        Assert.IsGreaterThan(Slice / 10, run.Refused);
    }
}

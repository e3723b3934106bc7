using Blueshift.Tracking.Testing.AspNetCore.Faults;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

[TestClass]
public sealed class FaultScheduleTests
{
    [TestMethod]
    public void The_same_seed_draws_the_same_and_another_seed_something_else()
    {
        var (one, same, other) = (Drawn(seed: 7), Drawn(seed: 7), Drawn(seed: 8));

        Assert.HasCount(20, one);
        Assert.AreSequenceEqual(one, same);
        Assert.AreNotEqual(string.Join(' ', one), string.Join(' ', other));
    }

    [TestMethod]
    public void It_ends_after_so_many_faults()
    {
        var schedule = new FaultSchedule(1) { Faults = 3, Probabilities = FaultSchedule.Even(1) };

        var steps = Enumerable.Range(0, 5).Select(_ => schedule.Next()).ToList();

        Assert.AreSequenceEqual([false, false, false, true, true], steps.Select(step => step is null));
        Assert.IsTrue(schedule.IsOver);
    }

    [TestMethod]
    public void Kinds_come_as_often_as_they_are_probable_and_every_kind_has_a_step()
    {
        var all = new FaultSchedule(2)
        {
            Faults = 5_000,
            Probabilities = Enum.GetValues<FaultKind>().ToDictionary(kind => kind, _ => 0.05),
        };
        var few = new FaultSchedule(3)
        {
            Faults = int.MaxValue,
            Probabilities = new Dictionary<FaultKind, double> { [FaultKind.Truncated] = 0.1 },
        };

        for (var i = 0; i < 1_000; i++)
        {
            all.Next();
            few.Next();
        }

        Assert.HasCount(Enum.GetValues<FaultKind>().Length, all.Drawn.Distinct());
        Assert.AreSequenceEqual([FaultKind.Truncated], few.Drawn.Distinct());
        Assert.IsInRange(70, 130, few.Drawn.Count);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task A_client_that_tries_until_it_has_every_verdict_loses_and_doubles_nothing(int seed)
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);
        var faults = new FaultSchedule(seed) { Faults = 15, Probabilities = FaultSchedule.Even(0.9) };
        endpoint.Script.Draw(faults.Next);
        var ledger = new DeliveryLedger();

        for (var first = 1; first <= 40; first += 4)
        {
            Enumerable.Range(first, 4).ToList().ForEach(number => ledger.Recorded(Batches.Id(number)));
            await DeliverAsync(endpoint, client, first);
        }

        Assert.IsTrue(faults.IsOver);
        var findings = ledger.Compare(endpoint.Activities);
        Assert.IsTrue(findings.IsClean, findings.ToString());
        Assert.AreEqual(40, findings.Stored);
    }

    // Sends what is waiting, fewer at a time after a 413, until each is acknowledged with its own id in an answer that is whole.
    private static async Task DeliverAsync(ScriptedEndpoint endpoint, TestClient client, int first)
    {
        var waiting = Enumerable.Range(first, 4).ToList();
        var count = waiting.Count;
        while (waiting.Count > 0)
        {
            await endpoint.UntilAsync(one => one.IsListening);
            try
            {
                using var response = await client.PostAsync(Batches.Of([.. waiting.Take(count)]));
                var text = await response.Content.ReadAsStringAsync();
                count = (int)response.StatusCode == 413 ? Math.Max(1, count / 2) : count;
                var isWhole = response.IsSuccessStatusCode && text.EndsWith("]}");
                waiting.RemoveAll(number => isWhole && IsAcknowledged(text, number));
            }
            catch (HttpRequestException)
            {
                // Tried again.
            }
        }
    }

    private static bool IsAcknowledged(string text, int number) =>
        text.Contains($"\"id\":\"{Batches.Id(number)}\",\"status\":\"accepted\"")
        || text.Contains($"\"id\":\"{Batches.Id(number)}\",\"status\":\"duplicate\"");

    private static List<FaultKind> Drawn(int seed)
    {
        var schedule = new FaultSchedule(seed);
        while (!schedule.IsOver)
        {
            schedule.Next();
        }
        return [.. schedule.Drawn];
    }
}

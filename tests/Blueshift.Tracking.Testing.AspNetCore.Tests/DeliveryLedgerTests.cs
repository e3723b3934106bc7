using Blueshift.Tracking.Testing.AspNetCore.Faults;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>The checker must be able to find each thing that it looks for.</summary>
[TestClass]
public sealed class DeliveryLedgerTests
{
    private readonly DeliveryLedger _ledger = new();
    private ScriptedEndpoint _endpoint = null!;
    private TestClient _client = null!;

    [TestInitialize]
    public async Task StartAsync()
    {
        _endpoint = await ScriptedEndpoint.StartAsync();
        _client = new TestClient(_endpoint);
    }

    [TestCleanup]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _endpoint.DisposeAsync();
    }

    [TestMethod]
    public async Task What_was_recorded_and_arrived_once_is_clean_though_it_was_sent_twice()
    {
        Recorded(1, 2);
        _ledger.Attempted(Batches.Id(3));
        _ledger.Attempted(Batches.Id(4));
        await _client.VerdictsAsync(Batches.Of(1, 2, 3));
        await _client.VerdictsAsync(Batches.Of(1, 2, 3));

        var findings = Compare();

        Assert.IsTrue(findings.IsClean);
        Assert.AreEqual("2 recorded, 3 stored, lost 0, doubled 0, phantom 0, renumbered 0", findings.ToString());
    }

    [TestMethod]
    public async Task What_was_recorded_and_never_arrived_is_lost_unless_it_was_given_up()
    {
        Recorded(1, 2, 3);
        _ledger.GivenUp(Batches.Id(3));
        await _client.VerdictsAsync(Batches.Of(1));

        Assert.AreSequenceEqual([Batches.Id(2)], Compare().Lost);
        Assert.IsFalse(Compare().IsClean);
        Assert.Contains($"lost 1 ({Batches.Id(2)})", Compare().ToString());
    }

    [TestMethod]
    public async Task What_came_under_two_numbers_or_for_two_instances_is_doubled()
    {
        Recorded(1, 2, 3);
        await _client.VerdictsAsync(Batches.Of(1, 2, 3));
        await _client.VerdictsAsync(Batches.Changed(activity => activity["sequence"] = $"{9:D19}", number: 1));
        await _client.VerdictsAsync(Batches.Of(2).Replace("acme-prod", "globex-prod"));

        Assert.AreSequenceEqual([Batches.Id(1), Batches.Id(2)], Compare().Doubled);
    }

    [TestMethod]
    public async Task What_nobody_gave_to_the_client_is_a_phantom()
    {
        Recorded(1);
        await _client.VerdictsAsync(Batches.Of(1, 2));

        Assert.AreSequenceEqual([Batches.Id(2)], Compare().Phantom);
    }

    [TestMethod]
    public async Task Two_ids_under_one_number_are_renumbered()
    {
        Recorded(1, 2, 3);
        await _client.VerdictsAsync(Batches.Of(1, 3));
        await _client.VerdictsAsync(Batches.Changed(static activity => activity["sequence"] = $"{1:D19}", number: 2));

        Assert.AreSequenceEqual([Batches.Id(1), Batches.Id(2)], Compare().Renumbered);
        Assert.IsEmpty(Compare().Doubled);
    }

    private void Recorded(params int[] numbers) =>
        numbers.ToList().ForEach(number => _ledger.Recorded(Batches.Id(number)));

    private LedgerFindings Compare() => _ledger.Compare(_endpoint.Activities);
}

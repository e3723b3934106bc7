using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>An erasure is asked for by one officer, approved by another, and carried out after its time, once.</summary>
[TestClass]
public sealed class ErasureRequestsTests
{
    private static readonly DateTimeOffset Before = The.Now.AddDays(-3);

    [TestMethod]
    public async Task From_the_preview_to_the_receipt()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var (one, other) = (await FilledAsync(host), await FilledAsync(host));
        var number = await host.PickedAsync("erasure", (one, 7), (other, 7));
        var requests = host.Of<ErasureRequests>();

        Assert.AreEqual(new ErasurePreview(2, 4, 4), await requests.PreviewAsync(number));
        await requests.AskAsync(RequestRun.Officer, number);
        await requests.ApproveAsync(RequestRun.Second, number);
        host.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromMilliseconds(1));
        await RunAsync(host);
        Assert.AreEqual("waiting", await host.StateAsync(number));
        Assert.AreEqual(4, CountOf(host));
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await RunAsync(host);

        Assert.AreEqual(0, CountOf(host));
        var view = await host.ViewAsync(number);
        Assert.AreEqual((4L, 4L), (view.Erasure!.Profiles, view.Erasure.Activities));
        Assert.AreEqual(host.Clock.GetUtcNow().ToUnixTimeMilliseconds(), view.Erasure.Carried);
        Assert.IsNotNull(view.Erasure.Shredded);
        Assert.AreEqual("verified", view.Request.State);
        Assert.HasCount(2, view.Suppressions);
        Assert.IsFalse(view.IsForgotten);
        Assert.AreEqual(host.Clock.GetUtcNow().AddDays(35), view.LastBackupEnds(35));
        Assert.IsTrue(view.People.All(row => row.Subject != Some.Subject(7)), "The request leads to nobody any more.");
        Assert.AreEqual(
            "2 people, 4 sealed profiles; 4 activities stay without a person",
            view.Steps.Single(static step => step.Step == "erased").Detail
        );
        Assert.Contains("\"act\":\"erased\"", await File.ReadAllTextAsync(host.Folder.File("erasures.journal")));
        await host.Of<RequestRegister>().CloseAsync(RequestRun.Officer, number);
    }

    [TestMethod]
    public async Task What_the_client_forgot_is_shredded_as_well()
    {
        await using var host = await CentralEndpointHost.StartAsync(
            (TempFolder?)null,
            "--CentralEndpoint:ErasureDelayHours=0"
        );
        var sender = await FilledAsync(host);
        var number = await host.PickedAsync("erasure", (sender, 7));
        await ApprovedAsync(host, number);
        await RunAsync(host);
        Assert.IsNotNull((await host.ViewAsync(number)).Erasure!.Shredded);

        var beat = Beat.Of(sender.Instance);
        beat["forgotten"] = new System.Text.Json.Nodes.JsonArray(Some.Subject(7));
        await sender.BeatAsync(beat);

        var view = await host.ViewAsync(number);
        Assert.IsTrue(view.IsForgotten);
        Assert.IsNull(view.Erasure!.Shredded);
        await RunAsync(host);
        Assert.IsNotNull((await host.ViewAsync(number)).Erasure!.Shredded);
        Assert.IsEmpty(ErasureRun.FilesWith(host.Folder, Some.Subject(7)));
    }

    [TestMethod]
    public async Task Whoever_asked_cannot_approve_and_what_is_not_asked_for_cannot_be_approved()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await FilledAsync(host);
        var number = await host.PickedAsync("erasure", (sender, 7));
        var requests = host.Of<ErasureRequests>();

        Assert.Contains(
            "waiting",
            await RequestRun.RefusedAsync(() => requests.ApproveAsync(RequestRun.Second, number))
        );
        await requests.AskAsync(RequestRun.Officer, number);
        Assert.Contains(
            "second officer",
            await RequestRun.RefusedAsync(() => requests.ApproveAsync(RequestRun.Officer, number))
        );
        host.Clock.Advance(TimeSpan.FromDays(30));
        await RunAsync(host);
        Assert.AreEqual(2, CountOf(host), "Nobody approved it.");
        await requests.ApproveAsync(RequestRun.Second, number);
        Assert.Contains(
            "already",
            await RequestRun.RefusedAsync(() => requests.ApproveAsync(RequestRun.Second, number))
        );
    }

    [TestMethod]
    public async Task Until_its_time_it_can_be_cancelled_and_asked_for_again()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await FilledAsync(host);
        var number = await host.PickedAsync("erasure", (sender, 7));
        await ApprovedAsync(host, number);
        var requests = host.Of<ErasureRequests>();
        Assert.Contains(
            "under way",
            await RequestRun.RefusedAsync(() => host.Of<RequestRegister>().WithdrawAsync(RequestRun.Officer, number))
        );

        await requests.CancelAsync(RequestRun.Officer, number);
        host.Clock.Advance(TimeSpan.FromDays(30));
        await RunAsync(host);

        Assert.AreEqual(2, CountOf(host));
        Assert.AreEqual("verified", await host.StateAsync(number));
        await ApprovedAsync(host, number);
        host.Clock.Advance(TimeSpan.FromDays(3));
        await RunAsync(host);
        Assert.AreEqual(0, CountOf(host));
        Assert.Contains(
            "waiting",
            await RequestRun.RefusedAsync(() => requests.CancelAsync(RequestRun.Officer, number))
        );
        Assert.Contains("already", await RequestRun.RefusedAsync(() => requests.AskAsync(RequestRun.Officer, number)));
    }

    [TestMethod]
    public async Task Nobody_picked_is_nobody_to_erase()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var number = await host.VerifiedAsync("erasure");

        Assert.Contains(
            "Nobody was picked",
            await RequestRun.RefusedAsync(() => host.Of<ErasureRequests>().AskAsync(RequestRun.Officer, number))
        );
    }

    [TestMethod]
    public async Task Two_rounds_at_the_same_time_carry_it_out_once()
    {
        await using var host = await CentralEndpointHost.StartAsync(
            (TempFolder?)null,
            "--CentralEndpoint:ErasureDelayHours=0"
        );
        var sender = await FilledAsync(host);
        var number = await host.PickedAsync("erasure", (sender, 7));
        await ApprovedAsync(host, number);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Of<ErasureExecution>().RunAsync())));

        Assert.AreEqual(2, (await host.ViewAsync(number)).Erasure!.Activities);
        var erased = (await host.AuditAsync(number)).FindAll(static row => row.Action == "person-erased");
        Assert.HasCount(1, erased);
    }

    private static async Task ApprovedAsync(CentralEndpointHost host, long number)
    {
        await host.Of<ErasureRequests>().AskAsync(RequestRun.Officer, number);
        await host.Of<ErasureRequests>().ApproveAsync(RequestRun.Second, number);
    }

    private static Task RunAsync(CentralEndpointHost host) => host.Of<ErasureRound>().RunAsync();

    private static long CountOf(CentralEndpointHost host) =>
        host.Count($"SELECT COUNT(*) FROM activity WHERE subject = '{Some.Subject(7)}'");

    private static async Task<Sender> FilledAsync(CentralEndpointHost host)
    {
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(
            sender.Activity(7, "addition", Before, "amelia@customer.example"),
            sender.Activity(7, "removal", Before.AddHours(1), "amelia@customer.example"),
            sender.Activity(8, "addition", Before, "ben@customer.example")
        );
        return sender;
    }
}

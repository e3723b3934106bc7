using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>Whoever waits for something of the endpoint is woken by that change, whatever else happens or does not.</summary>
[TestClass]
public sealed class WaitingTests
{
    [TestMethod]
    [DataRow("1.1")]
    [DataRow("2.0")]
    public async Task A_request_that_has_come_is_waited_for_until_its_body_and_its_step_are_there(string version)
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint, version);
        using var patience = new CancellationTokenSource();
        endpoint.Script.Next(Broken.NeverAnswer());
        using var content = new LateContent("[", "]");
        using var request = TestClient.Request("");
        request.Content = content;

        var sending = client.SendAsync(request, patience.Token);
        await endpoint.UntilAsync(one => one.Requests.Count == 1);
        var halved = endpoint.UntilAsync(one => one.Requests[0].WireBody.Length == 1);
        content.Send(0);
        await halved;
        var stepped = endpoint.UntilAsync(one => one.Requests[0].Step is not null);
        Assert.IsFalse(stepped.IsCompleted);
        content.Send(1);
        await stepped;

        Assert.IsTrue(endpoint.Requests[0].IsConnectionTest);
        await patience.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => sending);
    }

    [TestMethod]
    public async Task A_closed_listener_is_waited_for()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        var closed = endpoint.UntilAsync(one => !one.IsListening);

        await endpoint.CloseListenerAsync();
        await closed;
        var opened = endpoint.UntilAsync(one => one.IsListening);
        await endpoint.OpenListenerAsync();

        await opened;
    }

    [TestMethod]
    public async Task An_erasure_is_waited_for()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);
        await client.VerdictsAsync(Batches.Of(1));
        var erased = endpoint.UntilAsync(one => one.Count == 0);

        endpoint.Erase(Batches.Subject);

        await erased;
    }
}

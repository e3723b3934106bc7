using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>The scripted endpoint before another one: faults of the wire, and what is stored is stored behind.</summary>
[TestClass]
public sealed class BehindTests
{
    [TestMethod]
    public async Task What_is_answered_behind_comes_to_the_client_and_nothing_is_kept_before()
    {
        await using var behind = await ScriptedEndpoint.StartAsync();
        using var relay = new TestClient(behind);
        await using var endpoint = await ScriptedEndpoint.StartAsync(new() { Behind = Relay(relay) });
        using var client = new TestClient(endpoint);
        endpoint.Script.Next(Broken.StoreAndReset());

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.PostAsync(Batches.Of(1)));
        var verdicts = await client.VerdictsAsync(Batches.Of(1, 2));

        Assert.AreSequenceEqual(["duplicate", "accepted"], verdicts);
        Assert.HasCount(2, behind.Activities);
        Assert.IsEmpty(endpoint.Activities);
    }

    [TestMethod]
    public async Task A_fault_behind_breaks_the_client_s_connection()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(
            new() { Behind = _ => throw new HttpRequestException("Nobody is there.") }
        );
        using var client = new TestClient(endpoint);

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.PostAsync(Batches.Of(1)));

        await endpoint.UntilAsync(one => one.Requests is [{ IsEnded: true }]);
        Assert.IsInstanceOfType<HttpRequestException>(endpoint.Requests[0].Failure);
    }

    private static Func<ReceivedRequest, Task<WholeAnswer>> Relay(TestClient client) =>
        async request =>
        {
            using var response = await client.SendAsync(TestClient.Request(request.WireBody.ToArray()));
            var text = await response.Content.ReadAsStringAsync();
            return WholeAnswer.OfText((int)response.StatusCode, "application/json", text);
        };
}

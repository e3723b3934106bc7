using System.Text.Json;
using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.Testing.AspNetCore;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>Heartbeats as a host registers them: real journal, real HTTP client, real TLS.</summary>
[TestClass]
public sealed class HeartbeatTests
{
    [TestMethod]
    public async Task The_endpoint_learns_the_numbers_and_whom_it_asks_to_forget_is_erased_and_confirmed()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync(new() { ClientInstanceId = "acme-prod" });
        // The code of user-1, as docs/wire-contract.md has it.
        const string Subject = "Pr9_voct8DKOYLzVB89bZA";
        endpoint.AnswerNextHeartbeat(new HeartbeatAnswer { Forget = [Subject] });
        var application = new Application(
            options =>
            {
                endpoint.Configure(options);
                options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(30);
            },
            sendsHeartbeats: true
        );
        await using (application)
        {
            // The first use begins delivery; the erasure is over before there is something that it could keep from being sent.
            Assert.IsTrue(await application.Tracker.FlushAsync(TimeSpan.Zero));
            Assert.Contains("1 people were erased here", await application.LoggedAsync(1054));
            await application.TrackAsync(1, 3);
            Assert.IsTrue(await application.Tracker.FlushAsync(TimeSpan.FromSeconds(30)));
        }

        Assert.AreEqual(Subject, endpoint.Activities[0].Subject);
        var last = endpoint.Heartbeats[^1];
        Assert.AreEqual("stopping", last.State);
        Assert.AreSequenceEqual([Subject], last.Forgotten);
        var source = Assert.ContainsSingle(last.Content.GetProperty("sources").EnumerateArray());
        Assert.AreEqual(endpoint.Activities[0].Source, source.GetProperty("source").GetString());
        Assert.AreEqual(3, Number(source, "last"));
        Assert.AreEqual(3, Number(source, "settledThrough"));
    }

    private static long Number(JsonElement source, string name) =>
        long.Parse(source.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}

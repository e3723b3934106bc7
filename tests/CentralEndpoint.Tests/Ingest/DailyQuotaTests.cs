using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Ingest;

/// <summary>No instance can fill the database in a day; what it may not send today it sends tomorrow.</summary>
[TestClass]
public sealed class DailyQuotaTests
{
    [TestMethod]
    public async Task What_is_over_the_quota_of_a_day_is_429_until_the_next_day_of_UTC()
    {
        await using var host = await StartAsync();
        var sender = await host.AddSenderAsync();
        var other = await host.AddSenderAsync();
        var first = Many(sender, 499);
        Assert.AreEqual(HttpStatusCode.OK, (await sender.PostAsync(first)).Status);

        var answer = await sender.PostAsync(Many(sender, 2));

        answer.AssertProblem(
            HttpStatusCode.TooManyRequests,
            "quota-reached",
            "The instance has sent as many activities today as it may.",
            "Nothing was stored. Send it again after the time that Retry-After says, or ask the vendor for more."
        );
        Assert.AreEqual("43200", answer.Headers["Retry-After"]);
        Assert.AreEqual(499, host.Count("SELECT COUNT(*) FROM activity"));
        (await other.PostAsync(other.Activity())).AssertVerdicts("accepted");
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
        // What is here already costs nothing.
        Assert.AreEqual(HttpStatusCode.OK, (await sender.PostAsync([.. first.Select(one => one.DeepClone())])).Status);
        Assert.AreEqual(HttpStatusCode.TooManyRequests, (await sender.PostAsync(sender.Activity())).Status);

        host.Clock.Advance(TimeSpan.FromHours(12));

        Assert.AreEqual(HttpStatusCode.OK, (await sender.PostAsync(Many(sender, 500))).Status);
        Assert.AreEqual(1000, host.Count($"SELECT COUNT(*) FROM activity WHERE instance = '{sender.Instance}'"));
        Assert.AreEqual(1000, host.Count($"SELECT activities FROM instance WHERE id = '{sender.Instance}'"));
    }

    [TestMethod]
    public async Task Two_endpoints_count_together()
    {
        await using var host = await StartAsync();
        await using var second = await StartAsync(host.Folder);
        var sender = await host.AddSenderAsync();
        var there = new Sender(second.Ingest, sender.Instance, sender.Key);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).SelectMany(_ => new[] { sender, there }).Select(one => one.PostAsync(Many(one, 100)))
        );

        Assert.AreEqual(5, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.AreEqual(500, host.Count("SELECT COUNT(*) FROM activity"));
        Assert.AreEqual(500, host.Count("SELECT received_today FROM instance"));
    }

    [TestMethod]
    public async Task A_quota_out_of_its_range_is_refused_at_the_start()
    {
        var fault = await Assert.ThrowsExactlyAsync<EndpointFaultException>(() =>
            CentralEndpointHost.StartAsync(folder: null, "--CentralEndpoint:MaxActivitiesPerDay=499")
        );

        Assert.StartsWith("CentralEndpoint:MaxActivitiesPerDay", fault.Message);
    }

    private static Task<CentralEndpointHost> StartAsync(TempFolder? folder = null) =>
        CentralEndpointHost.StartAsync(folder, "--CentralEndpoint:MaxActivitiesPerDay=500");

    private static JsonNode[] Many(Sender sender, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => sender.Activity())];
}

using System.Globalization;
using System.Net;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Ingest;

/// <summary>No instance can keep the others waiting.</summary>
[TestClass]
public sealed class RequestLimitTests
{
    [TestMethod]
    public async Task More_requests_of_an_instance_than_allowed_are_429_and_others_are_served()
    {
        await using var host = await CentralEndpointHost.StartAsync(
            folder: null,
            "--CentralEndpoint:MaxRequestsPerMinute=2"
        );
        var sender = await host.AddSenderAsync();
        var other = await host.AddSenderAsync();
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
        Assert.AreEqual(HttpStatusCode.OK, (await sender.BeatAsync(Beat.Of(sender.Instance))).Status);

        var answer = await sender.PostAsync(sender.Activity());

        answer.AssertProblem(
            HttpStatusCode.TooManyRequests,
            "too-many-requests",
            "The instance sends more than it may.",
            "Nothing was stored. Send it again after the time that Retry-After says."
        );
        var wait = int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture);
        Assert.IsTrue(wait is >= 1 and <= 60, $"{wait}");
        Assert.AreEqual(1, host.Count("SELECT COUNT(*) FROM activity"));
        (await other.PostAsync(other.Activity())).AssertVerdicts("accepted");
    }

    [TestMethod]
    public async Task A_limit_out_of_its_range_is_refused_at_the_start()
    {
        var fault = await Assert.ThrowsExactlyAsync<EndpointFaultException>(() =>
            CentralEndpointHost.StartAsync(folder: null, "--CentralEndpoint:MaxRequestsPerMinute=0")
        );

        Assert.StartsWith("CentralEndpoint:MaxRequestsPerMinute", fault.Message);
    }
}

using System.Net;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Dispatch;

/// <summary>An endpoint that is away for long, and one that comes back to many clients at once.</summary>
[TestClass]
public sealed class OutageTests
{
    private static readonly TimeSpan Cap = TimeSpan.FromMinutes(5);

    [TestMethod]
    [DataRow(null, DisplayName = "nobody answers")]
    [DataRow(503, DisplayName = "it answers 503")]
    public async Task In_24_hours_without_the_endpoint_at_most_24_requests_an_hour_are_sent_and_then_all_is_delivered(
        int? status
    )
    {
        var endpoint = new StoringEndpoint
        {
            Always = () =>
                status is { } code
                    ? StoringEndpoint.Answer((HttpStatusCode)code, "text/plain", "away")
                    : throw new HttpRequestException(HttpRequestError.ConnectionError),
        };
        await using var host = new TrackingHost(endpoint.Transport());
        await host.Tracker.TrackAsync(Enumerable.Range(0, 100).Select(number => Some.Activity($"user-{number}")));
        var began = host.Time.GetUtcNow();
        var sentAt = new List<TimeSpan>();
        while (host.Time.GetUtcNow() - began < TimeSpan.FromHours(24))
        {
            await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), Cap);
            sentAt.Add(host.Time.GetUtcNow() - began);
        }
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), Cap);

        // One for each wait that passed, and the first.
        Assert.HasCount(sentAt.Count + 1, endpoint.Requests);
        foreach (var hour in sentAt.Where(at => at > TimeSpan.FromMinutes(30)).GroupBy(at => (int)at.TotalHours))
        {
            Assert.IsLessThanOrEqualTo(24, hour.Count(), $"hour {hour.Key}");
        }
        Assert.AreEqual(100, host.State.Waiting);
        endpoint.Always = null;
        host.Time.Advance(Cap);
        await host.FlushAsync();
        Assert.AreEqual((100, 0), (endpoint.Stored, endpoint.Doubled));
    }

    [TestMethod]
    public void A_thousand_clients_that_lost_the_endpoint_at_one_moment_do_not_march_in_step()
    {
        var seconds = new int[301];
        for (var client = 0; client < 1000; client++)
        {
            // Each draws for itself; which client it is decides nothing else.
            var random = new Random(client);
            var schedule = new DeliverySchedule(Cap, random.NextDouble);
            var passed = TimeSpan.Zero;
            while (passed < TimeSpan.FromHours(1))
            {
                passed += schedule.Retry(retryAfter: null);
            }
            seconds[(int)(passed - TimeSpan.FromHours(1)).TotalSeconds]++;
        }

        // The endpoint is back after an hour: in no second do more than 2 of 100 come, nor do they take longer than the cap.
        Assert.AreEqual(1000, seconds.Sum());
        Assert.IsLessThanOrEqualTo(20, seconds.Max());
    }
}

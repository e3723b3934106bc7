using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>Everybody is delivered over TLS and gets one of the verdicts.</summary>
internal static class VerdictPaths
{
    // Those that make a dead letter of an activity.
    private static readonly RejectionReason[] Reasons =
    [
        RejectionReason.InvalidField,
        RejectionReason.MissingField,
        RejectionReason.UnknownField,
        RejectionReason.TooLarge,
        RejectionReason.DateOutOfRange,
        RejectionReason.IdConflict,
    ];

    public static IEnumerable<CanaryPath> All =>
        [
            new("accepted over HTTP/2", run => AcceptedAsync(run, HttpProtocols.Http2, DeliveryCompression.Gzip)),
            new("accepted over HTTP/1.1", run => AcceptedAsync(run, HttpProtocols.Http1, DeliveryCompression.Gzip)),
            new("accepted uncompressed", run => AcceptedAsync(run, HttpProtocols.Http2, DeliveryCompression.None)),
            new("adjusted", AdjustedAsync),
            new("duplicate", DuplicateAsync),
            .. Reasons.Select(reason => new CanaryPath($"rejected: {reason}", run => RejectedAsync(run, reason))),
            new("rejected: suppressed", SuppressedAsync),
            new(
                "rejected: unsupported-type",
                run => ParkedAsync(run, EndpointAnswer.Rejected(RejectionReason.UnsupportedType).Step)
            ),
            new("deferred for seconds", DeferredAsync),
            new("deferred for hours", run => ParkedAsync(run, EndpointAnswer.Deferred(TimeSpan.FromHours(2)).Step)),
        ];

    private static async Task AcceptedAsync(CanaryRun run, HttpProtocols protocols, DeliveryCompression compression)
    {
        var endpoint = await run.StartEndpointAsync(protocols);
        var application = await run.DeliverAsync(endpoint, options => options.Delivery.Compression = compression);

        var version = protocols == HttpProtocols.Http2 ? "HTTP/2" : "HTTP/1.1";
        Assert.AreEqual(
            version,
            Assert.ContainsSingle(endpoint.Requests.Select(request => request.Protocol).Distinct())
        );
        Assert.AreEqual(run.People.Count, endpoint.Count);
        application.Look(application.Backlog.GetStatus());
    }

    private static async Task AdjustedAsync(CanaryRun run)
    {
        var endpoint = await run.StartEndpointAsync();
        var application = run.Start(endpoint);

        var results = await application.TrackAsync([.. run.People.Select((_, number) => Canary.AdjustedUser(number))]);
        await CanaryRun.SettleAsync(application);

        Assert.IsTrue(results.All(result => result.Adjusted));
        Assert.AreEqual(run.People.Count, endpoint.Count);
    }

    private static async Task DuplicateAsync(CanaryRun run)
    {
        var endpoint = await run.StartEndpointAsync();
        var application = await run.DeliverAsync(endpoint);
        var ids = run.People.ToDictionary(user => user.Key, _ => Guid.NewGuid());

        for (var time = 0; time < 2; time++)
        {
            await application.TrackAsync(run.People, user => UserActivity.Deactivated(user).WithId(ids[user.Key]));
            await CanaryRun.SettleAsync(application);
        }

        Assert.AreEqual(2 * run.People.Count, endpoint.Count);
        Assert.AreEqual(3 * run.People.Count, application.Counts.Sum("activities.delivered"));
    }

    private static async Task RejectedAsync(CanaryRun run, RejectionReason reason)
    {
        var endpoint = await run.StartEndpointAsync();
        endpoint.Script.Always(EndpointAnswer.Rejected(reason).Step, request => request.HasActivities);
        var application = await run.DeliverAsync(endpoint);

        await run.Watch.Logs.LoggedAsync(1023);
        var letters = await application.Backlog.ListDeadLettersAsync();
        Assert.HasCount(run.People.Count, letters);
        application.Look(letters);
        Assert.IsTrue(await application.Backlog.DeleteDeadLetterAsync(letters[0].ActivityId));
        endpoint.Script.Clear();
        Assert.IsTrue(await application.Backlog.RetryDeadLetterAsync(letters[1].ActivityId));
        await application.Counts.WhenAsync("activities.delivered", 1);
    }

    private static async Task SuppressedAsync(CanaryRun run)
    {
        var endpoint = await run.StartEndpointAsync();
        endpoint.Script.Always(
            EndpointAnswer.Rejected(RejectionReason.Suppressed).Step,
            request => request.HasActivities
        );
        var application = await run.DeliverAsync(endpoint);

        Assert.AreEqual(run.People.Count, application.Counts.Sum("activities.dropped"));
        Assert.AreEqual(0, endpoint.Count);
    }

    private static async Task DeferredAsync(CanaryRun run)
    {
        var endpoint = await run.StartEndpointAsync();
        CanaryRun.EverySecond(endpoint, () => EndpointAnswer.Deferred(TimeSpan.FromSeconds(20)).Step);
        await run.DeliverAsync(endpoint);

        Assert.AreEqual(run.People.Count, endpoint.Count);
    }

    private static async Task ParkedAsync(CanaryRun run, ScriptStep step)
    {
        var endpoint = await run.StartEndpointAsync();
        endpoint.Script.Next(step, request => request.HasActivities, times: (run.People.Count / 500) + 2);
        var application = await run.DeliverAsync(endpoint);

        application.Look(await application.Privacy.FindAsync(PersonQuery.ByEmail(run.People[0].Email!)));
        Assert.AreEqual(0, application.Counts.Sum("activities.dropped"));
    }
}

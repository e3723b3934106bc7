using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using Blueshift.Tracking.Testing.AspNetCore;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>People are found, exported and erased, by the host or because the endpoint asks for it.</summary>
internal static class PersonPaths
{
    public static IEnumerable<CanaryPath> All =>
        [
            new("found and erased by key", run => ErasedAsync(run, user => PersonQuery.ByKey(user.Key))),
            new("found and erased by email", run => ErasedAsync(run, user => PersonQuery.ByEmail(user.Email!))),
            new("exported", ExportedAsync),
            new("exported to a stream that fails", ExportFailedAsync),
            new("erased while on the wire", ErasedOnTheWireAsync),
            new("forgotten at the endpoint's request", ForgottenAsync),
            new("tracking is off", OffAsync),
        ];

    private static async Task ErasedAsync(CanaryRun run, Func<TrackedUser, PersonQuery> query)
    {
        var application = run.Start(CanaryRun.Nowhere, root: null);
        await application.TrackAsync(run.People);

        foreach (var user in run.People.Take(3))
        {
            application.Look(query(user));
            // While no time passes in which what is on the wire could be waited for too long.
            var (found, erased, left) = await run.Clock.HoldAsync(async () =>
                (
                    await application.Privacy.FindAsync(query(user)),
                    await application.Privacy.EraseAsync(query(user)),
                    await application.Privacy.FindAsync(query(user))
                )
            );
            application.Look(found);
            application.Look(erased);
            Assert.AreEqual((1, 1, true, 0), (found.Found, erased.Found, erased.IsComplete, left.Found));
        }
    }

    private static async Task ExportedAsync(CanaryRun run)
    {
        var application = run.Start(CanaryRun.Nowhere, root: null);
        await application.TrackAsync(run.People);
        using var export = new MemoryStream();

        await application.Privacy.ExportAsync(PersonQuery.ByKey(run.People[0].Key), export);

        // The one place where the values may stand.
        Assert.Contains(Canary.Marks["email"], System.Text.Encoding.UTF8.GetString(export.ToArray()));
    }

    private static async Task ExportFailedAsync(CanaryRun run)
    {
        var application = run.Start(CanaryRun.Nowhere, root: null);
        await application.TrackAsync(run.People);
        await using var tooSmall = new MemoryStream(new byte[10]);

        await application.ThrowsAsync<NotSupportedException>(() =>
            application.Privacy.ExportAsync(PersonQuery.ByKey(run.People[0].Key), tooSmall).AsTask()
        );
    }

    private static async Task ErasedOnTheWireAsync(CanaryRun run)
    {
        var endpoint = await run.StartEndpointAsync();
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        endpoint.Script.Next(
            EndpointAnswer.Normal.StoreFirst().After(opened.Task).Step,
            request => request.HasActivities
        );
        var application = run.Start(endpoint);
        await application.TrackAsync(run.People);
        await endpoint.UntilAsync(one => one.Count > 0);

        var erasing = application.Privacy.EraseAsync(PersonQuery.ByKey(run.People[0].Key)).AsTask();
        opened.SetResult();
        application.Look(await erasing);
        await CanaryRun.SettleAsync(application);
    }

    private static async Task ForgottenAsync(CanaryRun run)
    {
        var endpoint = await run.StartEndpointAsync();
        var recorded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = EndpointAnswer.Normal.After(recorded.Task).Step;
        endpoint.Script.Next(held, request => request.IsConnectionTest);
        var later = EndpointAnswer.Deferred(TimeSpan.FromHours(20)).Step;
        endpoint.Script.Always(later, request => request.HasActivities);
        var subject = Canary.Subject(run.People[0], "acme-prod");
        endpoint.AnswerNextHeartbeat(new HeartbeatAnswer { Forget = [subject] });
        var application = run.Start(endpoint, options => options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(20));

        await application.TrackAsync(run.People);
        run.Clock.Stands = true;
        recorded.SetResult();
        await run.Watch.Logs.LoggedAsync(1054);
        await application.DisposeAsync();

        Assert.Contains(subject, endpoint.Heartbeats.SelectMany(beat => beat.Forgotten));
    }

    private static async Task OffAsync(CanaryRun run)
    {
        var application = run.Start(CanaryRun.Nowhere, root: null, options => options.Enabled = false);
        var person = PersonQuery.ByKey(run.People[0].Key);

        var results = await application.TrackAsync(run.People);
        application.Look(await application.Privacy.FindAsync(person));
        application.Look(await application.Privacy.EraseAsync(person));
        application.Look(application.Backlog.GetStatus());

        Assert.IsTrue(results.All(result => result.Status == TrackStatus.Disabled));
    }
}

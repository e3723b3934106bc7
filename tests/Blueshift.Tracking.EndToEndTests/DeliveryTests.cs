using Blueshift.Tracking.EndToEndTests.Support;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>The library against the real endpoint: its own process, its own certificate, its own database.</summary>
[TestClass]
public sealed class DeliveryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    public async Task What_an_application_tracks_arrives_over_tls_once_and_is_reported()
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        await using var application = new Application(endpoint.Configure);

        await application.TrackAsync(0, 1200);
        await application.Tracker.TrackAsync(UserActivity.Deactivated(Application.User(7)));
        await application.Tracker.TrackAsync(UserActivity.Reactivated(Application.User(7)));
        await application.Tracker.TrackAsync(UserActivity.Deleted(Application.User(8)));
        Assert.IsTrue(await application.Tracker.FlushAsync(Patience));

        var report = await endpoint.ReportAsync();
        Assert.AreEqual((1203, 1199, 0), (report.Activities, report.Active, report.Resent));
    }

    [TestMethod]
    public async Task A_retry_of_the_host_under_its_own_id_is_counted_once()
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        await using var application = new Application(endpoint.Configure);
        var activity = UserActivity.Created(Application.User(1)).WithId(Guid.CreateVersion7());

        await application.Tracker.TrackAsync(activity);
        Assert.IsTrue(await application.Tracker.FlushAsync(Patience));
        await application.Tracker.TrackAsync(activity);
        Assert.IsTrue(await application.Tracker.FlushAsync(Patience));

        var report = await endpoint.ReportAsync();
        Assert.AreEqual((1, 1, 1), (report.Activities, report.Active, report.Resent));
    }

    [TestMethod]
    public async Task An_endpoint_killed_again_and_again_loses_nothing_and_doubles_nothing()
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        await using var application = new Application(options =>
        {
            endpoint.Configure(options);
            options.Delivery.MaxBatchCount = 20;
        });

        for (var round = 0; round < 3; round++)
        {
            await application.TrackAsync(round * 400, 400);
            endpoint.Process.SwitchOff();
            await application.TrackAsync(10_000 + (round * 400), 400);
            await endpoint.Process.StartAsync(CancellationToken.None);
        }
        Assert.IsTrue(await application.Tracker.FlushAsync(Patience));

        var report = await endpoint.ReportAsync();
        Assert.AreEqual((2400, 2400), (report.Activities, report.Active));
    }

    [TestMethod]
    public async Task Batches_whose_answer_was_lost_after_the_commit_are_sent_again_and_counted_once()
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        await using var application = new Application(
            options =>
            {
                endpoint.Configure(options);
                options.Delivery.MaxBatchCount = 50;
            },
            around: handler => new ForgetfulHandler(handler)
        );

        await application.TrackAsync(0, 200);
        Assert.IsTrue(await application.Tracker.FlushAsync(Patience));

        var report = await endpoint.ReportAsync();
        Assert.AreEqual((200, 200), (report.Activities, report.Active));
        Assert.IsGreaterThanOrEqualTo(100, report.Resent);
    }

    [TestMethod]
    public async Task Before_the_endpoint_is_there_an_application_starts_and_tracks_and_its_log_names_no_person()
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        endpoint.Process.SwitchOff();
        await using var application = new Application(endpoint.Configure);

        var result = await application.Tracker.TrackAsync(UserActivity.Created(Application.User(1)));
        var told = await application.LoggedAsync(1020);
        await endpoint.Process.StartAsync(CancellationToken.None);
        Assert.IsTrue(await application.Tracker.FlushAsync(Patience));

        Assert.IsTrue(result.IsRecorded);
        Assert.Contains("unreachable", told);
        Assert.AreEqual(1, (await endpoint.ReportAsync()).Activities);
        Assert.DoesNotContain("anary", string.Join('\n', application.Log));
        Assert.DoesNotContain("bst1_", string.Join('\n', application.Log));
    }

    [TestMethod]
    public async Task A_revoked_or_foreign_key_pauses_and_says_so()
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        await using var application = new Application(options =>
        {
            endpoint.Configure(options);
            options.Credential.ApiKey = LoopbackServer.UnknownApiKey;
        });

        await application.Tracker.TrackAsync(UserActivity.Created(Application.User(1)));

        Assert.Contains(
            "credential-refused (HTTP 401 with application/problem+json)",
            await application.LoggedAsync(1021)
        );
        Assert.AreEqual(0, (await endpoint.ReportAsync()).Activities);
    }

    [TestMethod]
    public async Task An_endpoint_of_another_root_gets_nothing()
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        await using var other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        await using var application = new Application(options =>
        {
            endpoint.Configure(options);
            options.Tls.TrustedRoots = other.RootFile;
        });

        await application.Tracker.TrackAsync(UserActivity.Created(Application.User(1)));

        Assert.Contains(
            "tls-refused (the server presents a certificate whose root is not among Tls:TrustedRoots",
            await application.LoggedAsync(1020)
        );
        Assert.AreEqual(0, (await endpoint.ReportAsync()).Activities);
    }
}

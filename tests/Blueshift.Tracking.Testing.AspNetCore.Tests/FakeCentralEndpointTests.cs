using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>The endpoint as users of the package meet it, with the real library as its client.</summary>
[TestClass]
public sealed class FakeCentralEndpointTests
{
    [TestMethod]
    public async Task What_an_application_tracks_comes_with_its_six_fields()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync();
        await using var application = new TrackedApplication(endpoint);

        var result = await application.Tracker.TrackAsync(UserActivity.Deactivated(TrackedApplication.User(1)));
        var activity = (await endpoint.WaitForActivitiesAsync(1)).Single();

        Assert.AreEqual((result.ActivityId, UserActivityStatus.Removal), (activity.Id, activity.Status));
        Assert.AreEqual(
            ("Canary-Amelia", "Canary-Nguyen", "canary.1@customer.example", "test-instance"),
            (activity.FirstName, activity.LastName, activity.Email, activity.ClientInstanceId)
        );
        Assert.IsInRange(TimeSpan.Zero, TimeSpan.FromMinutes(5), TimeProvider.System.GetUtcNow() - activity.Date);
        Assert.AreEqual(1, activity.Sequence);
        Assert.StartsWith("/clients/test-instance/journals/", activity.Source);
        Assert.IsNull(activity.Origin);
    }

    [TestMethod]
    public async Task A_host_s_settings_for_its_real_endpoint_are_taken_back()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync(new() { ClientInstanceId = "acme-staging" });
        await using var application = new TrackedApplication(
            endpoint,
            before: options =>
            {
                options.Enabled = false;
                options.Endpoint = new Uri("https://tracking.vendor.example/");
                options.ClientInstanceId = "acme-prod";
                options.Credential.ApiKeyFile = "/run/secrets/there-is-none";
                options.Credential.Jwt.KeyId = "k7f3abcd";
                options.Credential.Jwt.PrivateKeyFile = "/run/secrets/there-is-no-pair";
                options.Tls.TrustedRoots = "/etc/there-is-none.pem";
                options.Tls.Pins.Add("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
                options.Tls.Revocation = UnknownRevocation.Refuse;
                options.Proxy = "http://127.0.0.1:9";
                options.Buffer.Folder = "/var/lib/there-is-none";
                options.Buffer.KeyFile = "/run/secrets/there-is-no-key";
                options.Buffer.MinFreeDiskBytes = long.MaxValue;
                options.MoveWaiting = "acme-old";
            }
        );

        await application.CreateAsync(1);

        Assert.AreEqual("acme-staging", (await endpoint.WaitForActivitiesAsync(1)).Single().ClientInstanceId);
    }

    [TestMethod]
    public async Task What_is_tracked_while_nobody_is_there_comes_when_the_endpoint_is_back()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync();
        await using (var application = new TrackedApplication(endpoint))
        {
            await endpoint.RefuseConnectionsAsync();
            await application.CreateAsync(1, 2);
        }
        Assert.IsEmpty(endpoint.Activities);

        await endpoint.AcceptConnectionsAsync();
        // A restart: the same settings are the same buffer.
        await using var restarted = new TrackedApplication(endpoint);
        await restarted.CreateAsync(3);

        var activities = await endpoint.WaitForActivitiesAsync(3);
        Assert.AreSequenceEqual(
            ["canary.1@customer.example", "canary.2@customer.example", "canary.3@customer.example"],
            activities.Select(activity => activity.Email).Order()
        );
    }

    [TestMethod]
    public async Task Endpoints_that_run_side_by_side_know_nothing_of_each_other()
    {
        var endpoints = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FakeCentralEndpoint.StartAsync()));
        await Parallel.ForAsync(
            0,
            endpoints.Length,
            async (number, _) =>
            {
                await using var endpoint = endpoints[number];
                await using var application = new TrackedApplication(endpoint);
                await application.CreateAsync(number);
                var activity = (await endpoint.WaitForActivitiesAsync(1, CancellationToken.None)).Single();
                Assert.AreEqual($"canary.{number}@customer.example", activity.Email);
            }
        );

        Assert.HasCount(8, endpoints.Select(endpoint => endpoint.Address.Port).Distinct());
    }

    [TestMethod]
    public async Task The_folder_with_the_root_and_the_buffer_is_gone_at_the_end()
    {
        var endpoint = await FakeCentralEndpoint.StartAsync();
        var options = new UserActivityTrackingOptions();
        endpoint.Configure(options);
        await using (var application = new TrackedApplication(endpoint))
        {
            await application.CreateAsync(1);
            await endpoint.WaitForActivitiesAsync(1);
            Assert.IsTrue(Directory.Exists(options.Buffer.Folder));
        }

        await endpoint.DisposeAsync();

        Assert.IsFalse(File.Exists(endpoint.TrustedRoots));
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(options.Buffer.Folder)));
    }

    [TestMethod]
    public async Task Heartbeats_are_read_and_answered()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync();
        endpoint.AnswerNext(EndpointAnswer.Status(503));
        await using var application = new TrackedApplication(endpoint);
        await application.CreateAsync(1);
        var subject = (await endpoint.WaitForActivitiesAsync(1)).Single().Subject;
        endpoint.AnswerNextHeartbeat(new HeartbeatAnswer { Forget = [subject], NextIn = TimeSpan.FromMinutes(1) });

        await endpoint.WaitUntilAsync(one => one.Heartbeats.Count > 0);

        var heartbeat = endpoint.Heartbeats[0];
        Assert.IsNotNull(heartbeat.State);
        Assert.AreEqual(0, heartbeat.DeadLetters);
        Assert.AreEqual($"ReceivedHeartbeat {heartbeat.State}", heartbeat.ToString());
    }

    [TestMethod]
    [DataRow("Acme")]
    [DataRow("a..b")]
    [DataRow("")]
    public async Task An_instance_that_no_vendor_could_register_is_refused_at_the_start(string instance)
    {
        var fault = await Assert.ThrowsExactlyAsync<ArgumentException>(() =>
            FakeCentralEndpoint.StartAsync(new() { ClientInstanceId = instance })
        );

        Assert.Contains("ClientInstanceId is no client instance id", fault.Message);
    }
}

using System.Security.Cryptography;
using Blueshift.Tracking.EndToEndTests.Support;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>What client and endpoint agree on as proof of who sends, from the operator's command to the stored activity.</summary>
[TestClass]
public sealed class CredentialTests
{
    private const string ApiKey = "UserActivityTracking__Credential__ApiKey";
    private const string KeyId = "UserActivityTracking__Credential__Jwt__KeyId";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly int Rotations = Assurance.Count(slice: 1, full: 1_000);

    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-e2e-keys-").FullName;

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task What_a_client_signs_arrives_and_what_it_signs_for_another_address_does_not()
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(PathOf("private.pem"), pair.ExportPkcs8PrivateKeyPem());
        var keyId = await AddAsync(endpoint, pair);
        void Configure(UserActivityTrackingOptions options)
        {
            endpoint.Configure(options);
            options.Credential.ApiKey = null;
            options.Credential.Jwt.KeyId = keyId;
            options.Credential.Jwt.PrivateKeyFile = PathOf("private.pem");
        }

        await using (var application = new Application(Configure))
        {
            await application.TrackAsync(0, 1200);
            Assert.IsTrue(await application.Tracker.FlushAsync(Patience));
        }
        await using var elsewhere = new Application(options =>
        {
            Configure(options);
            options.Endpoint = new UriBuilder(options.Endpoint!) { Host = "127.0.0.1" }.Uri;
        });
        await elsewhere.TrackAsync(2000, 1);

        Assert.Contains("credential-refused (HTTP 401", await elsewhere.LoggedAsync(1021));
        Assert.AreEqual(1200, (await endpoint.ReportAsync()).Activities);
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task A_key_in_a_file_is_changed_while_activities_are_delivered_and_none_is_lost()
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        var current = endpoint.ApiKey;
        await File.WriteAllTextAsync(PathOf("key"), current);
        await using var application = new Application(options =>
        {
            endpoint.Configure(options);
            options.Credential.ApiKey = null;
            options.Credential.ApiKeyFile = PathOf("key");
            options.Delivery.MaxBatchCount = 50;
        });
        using var ended = new CancellationTokenSource();
        var tracking = TrackAsync(application, ended.Token);

        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            var next = (await endpoint.OperateAsync("instances", "key", "add", "acme-prod"))[ApiKey];
            await ReplaceAsync(PathOf("key"), next);
            await endpoint.OperateAsync("instances", "key", "revoke", KeyIdOf(current));
            current = next;
        }
        await ended.CancelAsync();
        var tracked = await tracking;
        Assert.IsTrue(await application.Tracker.FlushAsync(Patience));

        var report = await endpoint.ReportAsync();
        Assert.IsGreaterThan(Rotations, tracked);
        Assert.AreEqual((tracked, tracked), (report.Activities, report.Active));
        Assert.DoesNotContain("bst1_", string.Join('\n', application.Log));
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task A_signing_key_is_changed_with_its_id_while_activities_are_delivered_and_none_is_lost()
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        var current = await SignWithAnotherAsync(endpoint);
        await endpoint.OperateAsync("instances", "key", "revoke", KeyIdOf(endpoint.ApiKey));
        await using var application = new Application(options =>
        {
            endpoint.Configure(options);
            options.Credential.ApiKey = null;
            options.Credential.Jwt.PrivateKeyFile = PathOf("private.pem");
            options.Delivery.MaxBatchCount = 50;
        });
        using var ended = new CancellationTokenSource();
        var tracking = TrackAsync(application, ended.Token);

        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            var old = current;
            current = await SignWithAnotherAsync(endpoint);
            await endpoint.OperateAsync("instances", "key", "revoke", old);
        }
        await ended.CancelAsync();
        var tracked = await tracking;
        Assert.IsTrue(await application.Tracker.FlushAsync(Patience));

        var report = await endpoint.ReportAsync();
        Assert.IsGreaterThan(Rotations, tracked);
        Assert.AreEqual((tracked, tracked), (report.Activities, report.Active));
    }

    private async Task<string> SignWithAnotherAsync(RunningEndpoint endpoint)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keyId = await AddAsync(endpoint, pair);
        await ReplaceAsync(PathOf("private.pem"), $"Key-Id: {keyId}\n{pair.ExportPkcs8PrivateKeyPem()}");
        return keyId;
    }

    // Gives the id that the operator's command answers with.
    private async Task<string> AddAsync(RunningEndpoint endpoint, ECDsa pair)
    {
        await File.WriteAllTextAsync(PathOf("public.pem"), pair.ExportSubjectPublicKeyInfoPem());
        var settings = await endpoint.OperateAsync(
            "instances",
            "key",
            "add",
            "acme-prod",
            "--public-key",
            PathOf("public.pem")
        );
        return settings[KeyId];
    }

    private static async Task<int> TrackAsync(Application application, CancellationToken ended)
    {
        const int Ahead = 200;
        for (var number = 0; ; number++)
        {
            if (ended.IsCancellationRequested)
            {
                return number;
            }
            var result = await application.Tracker.TrackAsync(
                UserActivity.Created(Application.User(number)),
                CancellationToken.None
            );
            Assert.IsTrue(result.IsRecorded);
            if (number % Ahead == 0)
            {
                // Delivery keeps up: what is tried is the change, not how much can wait.
                Assert.IsTrue(await application.Tracker.FlushAsync(Patience, CancellationToken.None));
            }
        }
    }

    // At one stroke, as a secret store does it.
    private static async Task ReplaceAsync(string path, string content)
    {
        await File.WriteAllTextAsync(path + ".new", content);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string KeyIdOf(string apiKey) => apiKey.Substring("bst1_".Length, 8);

    private string PathOf(string name) => Path.Combine(_folder, name);
}

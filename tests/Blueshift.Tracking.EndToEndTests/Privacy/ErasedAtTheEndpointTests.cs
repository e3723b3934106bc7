using Blueshift.Tracking.EndToEndTests.Support;
using CentralEndpoint;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>The real library and the real endpoint: whom the vendor erases the client forgets, and what comes of them is counted without them.</summary>
[TestClass]
public sealed class ErasedAtTheEndpointTests
{
    private const string Instance = "acme-prod";

    // The code of user-1, as docs/wire-contract.md has it.
    private const string Subject = "Pr9_voct8DKOYLzVB89bZA";

    [TestMethod]
    public async Task The_client_forgets_and_confirms_and_later_activities_are_suppressed()
    {
        var folder = Directory.CreateTempSubdirectory("blueshift-e2e-").FullName;
        await using (
            var endpoint = CentralEndpointApplication.Create([
                $"--CentralEndpoint:DataFolder={folder}",
                "--CentralEndpoint:IngestPort=0",
                "--CentralEndpoint:PagesPort=0",
                "--CentralEndpoint:PublicAddress=https://localhost",
            ])
        )
        {
            await endpoint.StartAsync();
            var configure = await AddAsync(endpoint, folder);
            await using (var before = new Application(configure))
            {
                await before.TrackAsync(1, 2);
                Assert.IsTrue(await before.Tracker.FlushAsync(TimeSpan.FromSeconds(30)));
            }

            await endpoint.Services.GetRequiredService<PersonErasure>().EraseAsync(Instance, Subject);
            await using (var after = new Application(configure, sendsHeartbeats: true))
            {
                Assert.IsTrue(await after.Tracker.FlushAsync(TimeSpan.Zero));
                Assert.Contains("1 people were erased here", await after.LoggedAsync(1054));
                await after.TrackAsync(1, 1);
                Assert.IsTrue(await after.Tracker.FlushAsync(TimeSpan.FromSeconds(30)));
            }

            await AssertForgottenAsync(endpoint.Services.GetRequiredService<EndpointStore>());
            await endpoint.StopAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Action<UserActivityTrackingOptions>> AddAsync(WebApplication endpoint, string folder)
    {
        var register = endpoint.Services.GetRequiredService<InstanceRegister>();
        var (_, added) = await register.AddAsync(
            new NewInstance(Instance, "Acme Ltd", InstanceKind.Production, "UTC", Seats: null),
            NewCredential.ApiKey
        );
        var address = ListenerAddresses.Of(endpoint).Ingest;
        return options =>
        {
            options.Endpoint = address;
            options.ClientInstanceId = Instance;
            options.Credential.ApiKey = added!.ApiKey!.Reveal();
            options.Tls.TrustedRoots = Path.Combine(folder, "root.pem");
            options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(30);
        };
    }

    private static async Task AssertForgottenAsync(EndpointStore store)
    {
        var (suppression, activities) = await store.ReportAsync(static async db =>
            (await db.Suppressions.SingleAsync(), await db.Activities.AsNoTracking().ToListAsync())
        );
        Assert.IsNull(suppression.Subject, "The client confirmed it.");
        Assert.IsNotNull(suppression.Forgotten);
        Assert.HasCount(3, activities);
        Assert.HasCount(2, activities.Where(row => row.Subject == suppression.StandIn));
        Assert.IsEmpty(activities.Where(static row => row.Subject == Subject));
    }
}

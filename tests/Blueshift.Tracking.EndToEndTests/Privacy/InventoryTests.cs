using System.Text.Json;
using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>
/// What is kept and sent of anybody is the closed list of <see cref="DataInventory"/>, no less and no more, in each of the places where it
/// can be seen: the types, the published schemas, the wire, and the journal as a reader in another language opens it.
/// </summary>
[TestClass]
public sealed class InventoryTests
{
    [TestMethod]
    public void The_types_hold_the_fields_and_what_they_are_made_of()
    {
        // The key becomes the subject, the kind the status; the client instance is a setting.
        Assert.AreSequenceEqual(["Email", "FirstName", "Key", "LastName"], Properties(typeof(TrackedUser)));
        Assert.AreSequenceEqual(["Date", "Id", "Kind", "Status", "User"], Properties(typeof(UserActivity)));
    }

    [TestMethod]
    public void The_schema_of_activities_lists_them_and_is_closed()
    {
        Assert.AreSequenceEqual(
            Sorted([.. DataInventory.Data, .. DataInventory.Envelope, DataInventory.Origin]),
            SchemaLeaves.Of("activities-request")
        );
        using var schema = JsonDocument.Parse(Repository.Read("docs/schemas/activities-request.schema.json"));
        var activity = schema.RootElement.GetProperty("items");
        Assert.IsTrue(SchemaLeaves.IsClosed(activity));
        Assert.IsTrue(SchemaLeaves.IsClosed(activity.GetProperty("properties").GetProperty("data")));
    }

    [TestMethod]
    public void The_schema_of_heartbeats_lists_their_members() =>
        Assert.AreSequenceEqual(
            Sorted([.. DataInventory.Heartbeat, .. DataInventory.ActiveSet, DataInventory.Refused]),
            SchemaLeaves.Of("heartbeat-request")
        );

    [TestMethod]
    public async Task On_the_wire_each_activity_has_them_and_nothing_else()
    {
        await using var run = Run();
        var endpoint = await run.StartEndpointAsync();
        var application = run.Start(endpoint);
        var nobody = new TrackedUser
        {
            Key = "nobody",
            FirstName = null,
            LastName = null,
            Email = null,
        };
        var activities = new[]
        {
            UserActivity.Created(run.People[0]),
            UserActivity.Deactivated(run.People[0]).At(DateTimeOffset.UnixEpoch.AddYears(40)),
            UserActivity.Reactivated(run.People[0]).WithId(Guid.NewGuid()),
            UserActivity.Deleted(nobody),
        };
        await application.TrackAsync([0, 1, 2, 3], number => activities[number]);
        await CanaryRun.SettleAsync(application);

        var sent = endpoint.Requests.Where(request => request.HasActivities).SelectMany(Elements).ToList();
        Assert.HasCount(activities.Length, sent);
        foreach (var element in sent)
        {
            Assert.AreSequenceEqual(Sorted([.. DataInventory.Data, .. DataInventory.Envelope]), JsonLeaves.Of(element));
        }
    }

    [TestMethod]
    public async Task On_the_wire_a_heartbeat_has_its_members_and_nothing_else()
    {
        await using var run = Run();
        var endpoint = await run.StartEndpointAsync();
        var subject = Canary.Subject(run.People[0], "acme-prod");
        endpoint.AnswerNextHeartbeat(new HeartbeatAnswer { Forget = [subject] });
        endpoint.Suppress(Canary.Subject(run.People[1], "acme-prod"));
        // Each tells at its stop what it has not told before.
        var application = run.Start(endpoint, TellAtStop);
        await application.TrackAsync(run.People);
        run.Clock.Stands = true;
        await CanaryRun.SettleAsync(application);
        await run.Watch.Logs.LoggedAsync(1054);
        await application.DisposeAsync();
        run.Clock.Stands = false;
        var full = run.Start(
            endpoint,
            options =>
            {
                TellAtStop(options);
                options.Buffer.MinFreeDiskBytes = 1L << 60;
            }
        );
        var told = endpoint.Heartbeats.Count;
        await full.TrackAsync(run.People);
        // Its first may have left before anything was refused; the one at its stop has it.
        await endpoint.UntilAsync(one => one.Heartbeats.Count > told);
        run.Clock.Stands = true;
        await full.DisposeAsync();
        run.Clock.Stands = false;
        Assert.Contains(beat => Leaves(beat).Contains("/refused/DiskFull"), endpoint.Heartbeats);

        Assert.AreSequenceEqual(
            Sorted([.. DataInventory.Heartbeat, DataInventory.Refused, $"{DataInventory.Refused}/DiskFull"]),
            Sorted(endpoint.Heartbeats.SelectMany(Leaves).Where(leaf => leaf != "/sources/givenUp").Distinct())
        );
    }

    [TestMethod]
    public async Task The_opened_journal_has_them_and_the_key()
    {
        await using var run = Run();
        var application = run.Start(CanaryRun.Nowhere, root: null);
        await application.TrackAsync(run.People);
        using var export = new MemoryStream();
        await application.Privacy.ExportAsync(PersonQuery.ByKey(run.People[0].Key), export);
        await application.DisposeAsync();

        Assert.AreSequenceEqual(Sorted(DataInventory.Exported), JsonLeaves.Of(export.ToArray()));
        var root = Path.Combine(run.Folder, "blueshift-tracking");
        if (await SecondReader.ReadAsync(root, Path.Combine(root, "keys/k1.key")) is not { } lines)
        {
            Assert.Inconclusive("Python 3 is not installed, so the second reader was not run.");
            return;
        }
        Assert.HasCount(run.People.Count, lines.Skip(1));
        foreach (var line in lines.Skip(1))
        {
            Assert.AreSequenceEqual(
                DataInventory.Stored,
                line.GetProperty("members").EnumerateArray().Select(member => member.GetString()!)
            );
        }
    }

    private static CanaryRun Run() => new(5, new EventWatch(_ => false));

    private static void TellAtStop(UserActivityTrackingOptions options) =>
        options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(20);

    private static IReadOnlyList<string> Leaves(ReceivedHeartbeat heartbeat) => JsonLeaves.Of(heartbeat.Content);

    private static IEnumerable<JsonElement> Elements(ReceivedRequest request) =>
        JsonDocument.Parse(request.Content!.Value).RootElement.EnumerateArray();

    private static IEnumerable<string> Properties(Type type) => type.GetProperties().Select(one => one.Name).Order();

    private static IReadOnlyList<string> Sorted(IEnumerable<string> leaves) =>
        [.. leaves.Order(StringComparer.Ordinal)];
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>The JSON of docs/privacy.md is what the library writes, white space apart.</summary>
[TestClass]
public sealed class PrivacyExamplesTests
{
    private static readonly DateTimeOffset Created = new(2026, 11, 24, 8, 51, 34, 120, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly IReadOnlyList<string> Examples = PrivacyPages.Main.Blocks("json");

    [TestMethod]
    [DataRow(0, "activities-request")]
    [DataRow(1, "activities-request")]
    [DataRow(2, "heartbeat-request")]
    public async Task Each_message_is_as_its_schema_says(int place, string name)
    {
        Assert.HasCount(4, Examples);
        Assert.IsEmpty((await ContractSchema.ReadAsync(name)).Faults(Examples[place]));
    }

    [TestMethod]
    public async Task The_activities_are_what_is_sent_for_these_two_people()
    {
        var ben = Some.User("user-2", firstName: null, lastName: null, email: "ben@customer.example");
        var batch = Batches.Of(
            Some.Activity("user-1").At(Created).WithId(Guid.Parse("019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10")),
            UserActivity
                .Deactivated(ben)
                .At(Created.AddMinutes(1))
                .WithId(Guid.Parse("019ab3f3-66a1-7a33-8c10-77aa00bb11cc"))
        );

        using var content = BatchContent.Create(batch, compress: false, out _);

        Assert.AreEqual(await content.ReadAsStringAsync(), Compact(Examples[0]));
    }

    [TestMethod]
    public async Task The_connection_test_is_what_is_sent()
    {
        using var content = BatchContent.Create(new OutgoingBatch(), compress: false, out _);

        Assert.AreEqual(await content.ReadAsStringAsync(), Compact(Examples[1]));
    }

    [TestMethod]
    public void The_heartbeat_is_what_is_sent_and_has_every_member()
    {
        var at = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
        var facts = new HeartbeatFacts
        {
            SentAt = at,
            State = DeliveryState.Delivering,
            Reason = ConditionReason.None,
            Buffer = Some.EmptyBuffer with { Waiting = 12, OldestWaiting = at.AddSeconds(-2) },
            Refused = [(RefusalReason.BufferFull, 3)],
            Sources = [ScriptedReports.Report(new GivenUpRange(17, 19, GivenUpReason.Erased))],
            Forgotten = [Convert.FromBase64String("Pr9/voct8DKOYLzVB89bZA==")],
        };
        var sent = JsonNode.Parse(HeartbeatWriter.Write(facts).Span)!;
        sent["library"] = "1.0.0";

        Assert.AreEqual(sent.ToJsonString(Relaxed), Compact(Examples[2]));
        Assert.AreSequenceEqual(
            Sorted([.. DataInventory.Heartbeat, $"{DataInventory.Refused}/BufferFull"]),
            JsonLeaves.Of(Encoding.UTF8.GetBytes(Examples[2]))
        );
    }

    [TestMethod]
    public async Task The_export_is_what_is_written_for_a_person()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Created));
        services.AddUserActivityTracking(Some.Settings);
        Some.Disk(services);
        Some.Network(services, new ScriptedTransport());
        await using var host = services.BuildServiceProvider();
        var id = Guid.Parse("019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10");
        await host.GetRequiredService<IUserActivityTracker>()
            .TrackAsync(Some.Activity("user-1").At(Created).WithId(id));
        using var stream = new MemoryStream();

        await host.GetRequiredService<IUserActivityPrivacy>().ExportAsync(PersonQuery.ByKey("user-1"), stream);

        var written = JsonNode.Parse(stream.ToArray())!;
        // It waits, unless a request has just taken it along.
        written["activities"]![0]!["store"] = "waiting";
        Assert.AreEqual(written.ToJsonString(Relaxed), Compact(Examples[3]));
        Assert.AreSequenceEqual(Sorted(DataInventory.Exported), JsonLeaves.Of(Encoding.UTF8.GetBytes(Examples[3])));
    }

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(Relaxed);

    private static IReadOnlyList<string> Sorted(IEnumerable<string> leaves) =>
        [.. leaves.Order(StringComparer.Ordinal)];
}

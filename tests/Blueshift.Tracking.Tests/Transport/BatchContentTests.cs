using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;

namespace Blueshift.Tracking.Tests.Transport;

[TestClass]
public sealed class BatchContentTests
{
    [TestMethod]
    public async Task One_activity_is_the_contract_s_example_byte_for_byte()
    {
        var id = Guid.Parse("019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10");
        var batch = Batches.Of(
            Some.Activity().WithId(id).At(new DateTimeOffset(2026, 11, 24, 8, 51, 34, 120, TimeSpan.Zero))
        );

        using var content = BatchContent.Create(batch, compress: true, out var compressed);

        Assert.IsFalse(compressed);
        Assert.AreEqual("application/cloudevents-batch+json", content.Headers.ContentType!.ToString());
        Assert.AreEqual(
            """
            [{"specversion":"1.0","type":"one.blueshift.user-activity.v1","source":"/clients/acme-prod/journals/019ab3e0-11aa-7c00-8f00-0123456789ab","sequence":"0000000000000000001","id":"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10","subject":"Pr9_voct8DKOYLzVB89bZA","data":{"firstName":"Amelia","lastName":"Nguyen","email":"amelia.nguyen@customer.example","clientInstanceId":"acme-prod","status":"addition","date":"2026-11-24T08:51:34.120Z"}}]
            """,
            await content.ReadAsStringAsync()
        );
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(500)]
    public async Task An_independent_reader_of_CloudEvents_reads_every_batch(int count)
    {
        var batch = Batches.Of(
            Enumerable
                .Range(0, count)
                .Select(number =>
                    UserActivity.Deactivated(Some.User($"user-{number}", firstName: "Zoë \"🔑\"\\", lastName: "<山田>"))
                )
                .ToArray()
        );

        using var content = BatchContent.Create(batch, compress: true, out var compressed);
        using var body = new MemoryStream(await Batches.InflatedAsync(content));
        var events = new JsonEventFormatter<Dictionary<string, string>>().DecodeBatchModeMessage(
            body,
            contentType: null,
            [CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String)]
        );

        Assert.AreEqual(count > 2, compressed);
        Assert.HasCount(count, events);
        Assert.AreSequenceEqual(batch.Activities.Select(one => one.Id.ToString("D")), events.Select(one => one.Id!));
        Assert.IsTrue(
            events.All(one =>
                one.IsValid && one.Type == "one.blueshift.user-activity.v1" && one.Source!.ToString() == Batches.Source
            )
        );
        Assert.AreEqual($"{count:D19}", events[^1]["sequence"]);
        var data = (Dictionary<string, string>)events[^1].Data!;
        Assert.AreEqual(("Zoë \"🔑\"\\", "<山田>", "removal"), (data["firstName"], data["lastName"], data["status"]));
        Assert.HasCount(6, data);
    }

    [TestMethod]
    public async Task A_connection_test_is_an_empty_array()
    {
        using var content = BatchContent.Create(new OutgoingBatch(), compress: true, out var compressed);

        Assert.AreEqual("[]", await content.ReadAsStringAsync());
        Assert.IsFalse(compressed);
    }

    [TestMethod]
    public async Task Nothing_is_compressed_when_the_option_says_so()
    {
        var batch = Batches.Of(Enumerable.Range(0, 50).Select(number => Some.Activity($"user-{number}")).ToArray());

        using var content = BatchContent.Create(batch, compress: false, out var compressed);

        Assert.IsFalse(compressed);
        Assert.IsEmpty(content.Headers.ContentEncoding);
        Assert.StartsWith("[{\"specversion\"", await content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task The_overhead_of_an_activity_never_exceeds_what_dispatch_reckons_with()
    {
        var longest = $"/clients/{new string('a', 64)}/journals/{Guid.Empty:D}";
        var stored = "\"id\":1}"u8.ToArray();
        var batch = new OutgoingBatch(longest, [new(long.MaxValue, Guid.Empty, stored), new(1, Guid.Empty, stored)]);

        using var content = BatchContent.Create(batch, compress: false, out _);

        var overhead = ((await content.ReadAsByteArrayAsync()).Length - 2 - (2 * stored.Length)) / 2.0;
        Assert.IsLessThanOrEqualTo(BatchContent.MaxOverhead, overhead);
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using CsCheck;

namespace Blueshift.Tracking.Tests.Transport;

/// <summary>Holds what is written to the published schema, and the schema to the contract.</summary>
[TestClass]
public sealed class RequestSchemaTests
{
    private const string Absent = "(absent)";

    private static ContractSchema s_schema = null!;

    [ClassInitialize]
    public static async Task ReadSchemaAsync(TestContext context)
    {
        _ = context;
        s_schema = await ContractSchema.ReadAsync("activities-request");
    }

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(1, false)]
    [DataRow(3, true)]
    [DataRow(500, true)]
    public async Task Every_batch_is_written_as_the_schema_says(int count, bool isCompressed)
    {
        var batch = Batches.Of(Enumerable.Range(0, count).Select(number => Some.Activity($"user-{number}")).ToArray());

        AssertValid(await WrittenAsync(batch, compress: true, isCompressed));
        AssertValid(await WrittenAsync(batch, compress: false, isCompressed: false));
    }

    [TestMethod]
    public async Task Each_kind_of_activity_and_a_user_without_names_are_written_so()
    {
        var nobody = Some.User(firstName: null, lastName: null, email: null);
        var early = Some.Activity()
            .At(DateTimeOffset.MinValue)
            .WithId(Guid.Parse("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"));

        AssertValid(
            await WrittenAsync(
                Batches.Of(
                    UserActivity.Created(nobody),
                    UserActivity.Reactivated(nobody),
                    UserActivity.Deactivated(nobody),
                    UserActivity.Deleted(nobody),
                    early
                )
            )
        );
    }

    [TestMethod]
    public async Task Texts_of_any_kind_are_written_so()
    {
        // Every UTF-16 unit: controls, quotes, halves of surrogate pairs, what lies beyond U+FFFF.
        var text = Gen.Char[(char)0, (char)0xFFFF].Array[0, 700].Select(units => new string(units));

        await Gen.Select(text, text, text)
            .ForAllAsync(
                50,
                async sample =>
                {
                    var (first, last, email) = sample;
                    var user = Some.User(firstName: first, lastName: last, email: email);
                    AssertValid(await WrittenAsync(Batches.Of(UserActivity.Created(user))));
                }
            );
    }

    [TestMethod]
    public async Task The_largest_activity_is_written_so_and_has_less_than_16_KiB()
    {
        static string Widest(int count) => string.Concat(Enumerable.Repeat("\U0001F511", count));
        var instance = new string('a', 64);
        var user = Some.User(key: Widest(256), firstName: Widest(256), lastName: Widest(256), email: Widest(320));
        var batch = Batches.Of(
            Some.Options(options => options.ClientInstanceId = instance),
            $"/clients/{instance}/journals/{Guid.Empty:D}",
            [UserActivity.Deactivated(user)]
        );

        var body = await WrittenAsync(batch, compress: true, isCompressed: true);

        AssertValid(body);
        Assert.IsInRange(10_000, 16 * 1024, Encoding.UTF8.GetByteCount(body) - 2);
    }

    [TestMethod]
    [DataRow("phone", "\"1\"", "NoAdditionalPropertiesAllowed")]
    [DataRow("firstName", Absent, "PropertyRequired")]
    [DataRow("lastName", "null", "StringExpected")]
    [DataRow("email", "\"a\\nb\"", "PatternMismatch")]
    [DataRow("clientInstanceId", "\"a..b\"", "PatternMismatch")]
    [DataRow("status", "\"Addition\"", "NotInEnumeration")]
    [DataRow("date", "\"2026-11-24T08:51:34Z\"", "PatternMismatch")]
    public async Task The_schema_refuses_other_data_than_the_six_members(string name, string value, string fault)
    {
        var batch = JsonNode.Parse(await WrittenAsync(Batches.Of(Some.Activity())))!.AsArray();
        Change(batch[0]!["data"]!.AsObject(), name, value);

        Assert.AreEqual($"{fault} #/[0].data.{name}", Assert.ContainsSingle(s_schema.Faults(batch.ToJsonString())));
    }

    [TestMethod]
    [DataRow("subject", Absent, "PropertyRequired")]
    [DataRow("subject", "\"amelia.nguyen@customer.example\"", "PatternMismatch")]
    [DataRow("subject", "\"Pr9_voct8DKOYLzVB89bZB\"", "PatternMismatch")]
    [DataRow("id", "\"019AB3F2-7C41-7D0E-9B1A-5C2F8E4A6D10\"", "PatternMismatch")]
    [DataRow("sequence", "412", "StringExpected")]
    [DataRow("sequence", "\"0000000000000000000\"", "PatternMismatch")]
    [DataRow("source", "\"/clients/acme-prod/logs/019ab3e0-11aa-7c00-8f00-0123456789ab\"", "PatternMismatch")]
    [DataRow("type", "\"one.blueshift.user-activity.v2\"", "NotInEnumeration")]
    [DataRow("specversion", Absent, "PropertyRequired")]
    [DataRow("origin", "\"live\"", "NotInEnumeration")]
    [DataRow("traceparent", "\"00-1\"", "NoAdditionalPropertiesAllowed")]
    public async Task The_schema_refuses_other_attributes_than_the_library_writes(
        string name,
        string value,
        string fault
    )
    {
        var batch = JsonNode.Parse(await WrittenAsync(Batches.Of(Some.Activity())))!.AsArray();
        Change(batch[0]!.AsObject(), name, value);

        Assert.AreEqual($"{fault} #/[0].{name}", Assert.ContainsSingle(s_schema.Faults(batch.ToJsonString())));
    }

    [TestMethod]
    public async Task The_schema_counts_characters_and_activities()
    {
        var batch = JsonNode.Parse(await WrittenAsync(Batches.Of(Some.Activity())))!.AsArray();
        batch[0]!["data"]!["firstName"] = string.Concat(Enumerable.Repeat("\U0001F511", 257));
        var tooMany = new JsonArray([.. Enumerable.Range(0, 501).Select(_ => batch[0]!.DeepClone())]);

        Assert.AreEqual(
            "StringTooLong #/[0].data.firstName",
            Assert.ContainsSingle(s_schema.Faults(batch.ToJsonString()))
        );
        Assert.Contains("TooManyItems #/", s_schema.Faults(tooMany.ToJsonString()));
    }

    private static void AssertValid(string body) => Assert.IsEmpty(s_schema.Faults(body));

    private static void Change(JsonObject owner, string name, string value)
    {
        owner.Remove(name);
        if (value != Absent)
        {
            owner[name] = JsonNode.Parse(value);
        }
    }

    private static Task<string> WrittenAsync(OutgoingBatch batch) =>
        WrittenAsync(batch, compress: false, isCompressed: false);

    private static async Task<string> WrittenAsync(OutgoingBatch batch, bool compress, bool isCompressed)
    {
        using var content = BatchContent.Create(batch, compress, out var compressed);
        Assert.AreEqual(isCompressed, compressed);
        return Encoding.UTF8.GetString(await Batches.InflatedAsync(content));
    }
}

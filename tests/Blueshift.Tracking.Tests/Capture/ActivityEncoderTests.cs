using System.Text;
using System.Text.Json;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Capture;

[TestClass]
public sealed class ActivityEncoderTests
{
    private static readonly Guid Id = Guid.Parse("019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10");

    private readonly ObservedTimeProvider _time = new();

    [TestMethod]
    public void The_bytes_are_the_contract_s_from_the_id_to_the_closing_brace()
    {
        var activity = Some.Activity()
            .WithId(Id)
            .At(new DateTimeOffset(2026, 11, 24, 9, 51, 34, 120, TimeSpan.FromHours(1)));

        Assert.AreEqual(
            """
            "id":"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10","subject":"Pr9_voct8DKOYLzVB89bZA","data":{"firstName":"Amelia","lastName":"Nguyen","email":"amelia.nguyen@customer.example","clientInstanceId":"acme-prod","status":"addition","date":"2026-11-24T08:51:34.120Z"}}
            """,
            Text(activity)
        );
    }

    [TestMethod]
    public void A_removal_of_a_user_without_names_has_the_same_six_members()
    {
        var activity = UserActivity.Deleted(Some.User(firstName: null, lastName: null, email: null)).WithId(Id);

        using var element = JsonDocument.Parse("{" + Text(activity));

        var data = element.RootElement.GetProperty("data");
        string[] members = ["firstName", "lastName", "email", "clientInstanceId", "status", "date"];
        Assert.AreSequenceEqual(members, data.EnumerateObject().Select(member => member.Name));
        Assert.AreEqual("", data.GetProperty("firstName").GetString());
        Assert.AreEqual("removal", data.GetProperty("status").GetString());
        Assert.AreEqual("2026-11-24T08:00:00.000Z", data.GetProperty("date").GetString());
    }

    [TestMethod]
    [DataRow(ActivityOrigin.Live, null)]
    [DataRow(ActivityOrigin.Reconciled, "reconciled")]
    [DataRow(ActivityOrigin.Baseline, "baseline")]
    public void Where_it_was_not_seen_live_the_message_says_so_beside_the_data(object origin, string? expected)
    {
        using var scratch = new ActivityScratch();
        Encoder().Encode(Some.Activity(), scratch, (ActivityOrigin)origin);
        Assert.IsTrue(ActivityRecord.TryRead(scratch.Activities.Records, out var record));

        using var element = JsonDocument.Parse("{" + Encoding.UTF8.GetString(record.Bytes));

        Assert.AreEqual(
            expected,
            element.RootElement.TryGetProperty("origin", out var value) ? value.GetString() : null
        );
        Assert.HasCount(6, element.RootElement.GetProperty("data").EnumerateObject());
        Assert.AreEqual("Amelia", StoredActivity.TryRead(record)!.FirstName);
    }

    [TestMethod]
    public void An_id_is_made_as_a_version_7_of_the_injected_time_when_the_host_gives_none()
    {
        var id = Encoder().Encode(Some.Activity()).Id;

        Assert.AreEqual(7, id.Version);
        Assert.AreEqual(
            _time.GetUtcNow().ToUnixTimeMilliseconds(),
            Convert.ToInt64(id.ToString("N")[..12], 16),
            "The first 48 bits are the time in milliseconds (RFC 9562)."
        );
    }

    [TestMethod]
    public void The_largest_valid_activity_fits_into_16_KiB()
    {
        static string Widest(int count) => string.Concat(Enumerable.Repeat("\U0001F511", count));
        var user = Some.User(key: Widest(256), firstName: Widest(256), lastName: Widest(256), email: Widest(320));

        var bytes = Encoder(options => options.ClientInstanceId = new string('a', 64))
            .Encode(UserActivity.Created(user))
            .Bytes;

        Assert.IsInRange(9_000, (16 * 1024) - 240, bytes.Length);
    }

    [TestMethod]
    public void The_host_s_key_is_kept_for_the_buffer_and_is_not_in_the_bytes()
    {
        var encoded = Encoder().Encode(Some.Activity(key: "key-canary"));
        var subject = new byte[Subject.Length];
        new Subject(Some.InstanceId).Write("key-canary", subject);

        Assert.AreEqual("key-canary", encoded.Key);
        Assert.DoesNotContain("key-canary", Encoding.UTF8.GetString(encoded.Bytes.Span));
        Assert.AreEqual(Convert.ToHexString(subject), Convert.ToHexString(encoded.Subject.Span));
        Assert.DoesNotContain("canary", $"{encoded}");
    }

    private string Text(UserActivity activity) => Encoding.UTF8.GetString(Encoder().Encode(activity).Bytes.Span);

    private ActivityEncoder Encoder(Action<UserActivityTrackingOptions>? change = null) =>
        new(Some.Options(change), _time);
}

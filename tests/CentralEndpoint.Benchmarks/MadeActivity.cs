using System.Globalization;
using System.Text.Json.Nodes;

namespace CentralEndpoint.Benchmarks;

/// <summary>An activity, as it is sent and as it is stored.</summary>
internal sealed record MadeActivity(string Id, string Subject, bool Added, long Date, string Sequence)
{
    private const string Journal = "019ab3e0-11aa-7c00-8f00-0123456789ab";

    public JsonNode ToJson(string instance) =>
        new JsonObject
        {
            ["specversion"] = "1.0",
            ["type"] = "one.blueshift.user-activity.v1",
            ["source"] = Source(instance),
            ["sequence"] = Sequence,
            ["id"] = Id,
            ["subject"] = Subject,
            ["data"] = new JsonObject
            {
                ["firstName"] = "Amelia",
                ["lastName"] = "Nguyen",
                ["email"] = Email,
                ["clientInstanceId"] = instance,
                ["status"] = Added ? "addition" : "removal",
                ["date"] = DateTimeOffset
                    .FromUnixTimeMilliseconds(Date)
                    .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            },
        };

    public string Email => $"amelia.{Id[..8]}@customer.example";

    /// <summary>Gives its row, in the order of <see cref="RowInsert.ActivityColumns"/>.</summary>
    public object?[] ToRow(string instance) =>
        [instance, Id, Subject, Added, Date, Sequence, Source(instance), null, Date + 1000];

    private static string Source(string instance) => $"/clients/{instance}/journals/{Journal}";
}

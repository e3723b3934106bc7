using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Valid things, of which a test changes what it is about.</summary>
internal static class Some
{
    public const string Journal = "019ab3e0-11aa-7c00-8f00-0123456789ab";
    public const string OtherInstance = "another-instance-of-nobody";

    // An endpoint that runs somewhere remembers earlier runs, so that ids and subjects must be new in each.
    public static string Id() => Guid.CreateVersion7().ToString("D");

    public static string Subject() => Base64Url.EncodeToString(Guid.NewGuid().ToByteArray());

    public static string Date(TimeSpan fromNow) =>
        DateTimeOffset.UtcNow.Add(fromNow).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Source(string instance) => $"/clients/{instance}/journals/{Journal}";

    public static JsonObject Activity(string instance) =>
        new()
        {
            ["specversion"] = "1.0",
            ["type"] = "one.blueshift.user-activity.v1",
            ["source"] = Source(instance),
            ["sequence"] = "0000000000000000412",
            ["id"] = Id(),
            ["subject"] = Subject(),
            ["data"] = new JsonObject
            {
                ["firstName"] = "Amelia",
                ["lastName"] = "Nguyen",
                ["email"] = "amelia.nguyen@customer.example",
                ["clientInstanceId"] = instance,
                ["status"] = "addition",
                ["date"] = Date(TimeSpan.FromHours(-1)),
            },
        };

    public static JsonObject Heartbeat(string instance) =>
        new()
        {
            ["library"] = "1.0.0",
            ["sentAt"] = Date(TimeSpan.Zero),
            ["state"] = "delivering",
            ["reason"] = null,
            ["waiting"] = 0,
            ["oldest"] = null,
            ["deadLetters"] = 0,
            ["refused"] = new JsonObject { ["BufferFull"] = 0 },
            ["sources"] = new JsonArray(
                new JsonObject
                {
                    ["source"] = Source(instance),
                    ["last"] = "0000000000000000412",
                    ["settledThrough"] = "0000000000000000412",
                    ["waiting"] = 0,
                    ["givenUp"] = new JsonArray(),
                }
            ),
            ["forgotten"] = new JsonArray(),
        };
}

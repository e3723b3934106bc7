using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CentralEndpoint.Tests.Support;

/// <summary>Valid data, each with numbers of its own.</summary>
internal static class Some
{
    private static int s_last;

    public static string Id(int number) => $"019ab3f2-7c41-7000-8000-{number:x12}";

    public static string Id() => Id(Interlocked.Increment(ref s_last) + 1_000_000);

    public static string Subject(int number)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return Base64Url.EncodeToString(bytes);
    }

    public static string Date(DateTimeOffset date) =>
        date.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static JsonObject Activity(string instance, Action<JsonObject>? change = null)
    {
        var activity = new JsonObject
        {
            ["specversion"] = "1.0",
            ["type"] = The.Type,
            ["source"] = $"/clients/{instance}/journals/{The.Journal}",
            ["sequence"] = "0000000000000000412",
            ["id"] = Id(),
            ["subject"] = Subject(1),
            ["data"] = new JsonObject
            {
                ["firstName"] = "Amelia",
                ["lastName"] = "Nguyen",
                ["email"] = "amelia.nguyen@customer.example",
                ["clientInstanceId"] = instance,
                ["status"] = "addition",
                ["date"] = Date(The.Now.AddHours(-1)),
            },
        };
        change?.Invoke(activity);
        return activity;
    }
}

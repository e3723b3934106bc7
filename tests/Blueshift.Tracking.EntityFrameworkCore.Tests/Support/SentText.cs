using System.Text;
using System.Text.Json;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Reads what is sent of an activity.</summary>
internal static class SentText
{
    public static string Of(OutgoingActivity activity) => "{" + Encoding.UTF8.GetString(activity.Bytes.Span);

    public static string Email(OutgoingActivity activity) => Read(activity, static sent => Data(sent, "email"));

    public static string Status(OutgoingActivity activity) => Read(activity, static sent => Data(sent, "status"));

    public static string Time(OutgoingActivity activity) => Read(activity, static sent => Data(sent, "date"));

    private static string Data(JsonElement sent, string name) =>
        sent.GetProperty("data").GetProperty(name).GetString()!;

    private static string Read(OutgoingActivity activity, Func<JsonElement, string> read)
    {
        using var json = JsonDocument.Parse(Of(activity));
        return read(json.RootElement);
    }
}

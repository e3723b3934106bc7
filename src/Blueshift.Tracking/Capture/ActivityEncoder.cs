using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Encodes the activity's own part of the wire JSON, once: from <c>"id":</c> to the element's closing brace.</summary>
internal sealed class ActivityEncoder(UserActivityTrackingOptions options, TimeProvider timeProvider)
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _clientInstanceId = options.ClientInstanceId!;
    private readonly Subject _subject = new(options.ClientInstanceId!);

    public CapturedActivity Encode(UserActivity activity)
    {
        var now = timeProvider.GetUtcNow();
        var id = activity.Id ?? Guid.CreateVersion7(now);
        var subject = _subject.Of(activity.User.Key);
        var firstName = TextAdjuster.Name(activity.User.FirstName);
        var lastName = TextAdjuster.Name(activity.User.LastName);
        var email = TextAdjuster.Email(activity.User.Email);

        var buffer = new ArrayBufferWriter<byte>(384);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteString("subject"u8, Base64Url.EncodeToString(subject));
            writer.WriteStartObject("data"u8);
            writer.WriteString("firstName"u8, firstName.Value);
            writer.WriteString("lastName"u8, lastName.Value);
            writer.WriteString("email"u8, email.Value);
            writer.WriteString("clientInstanceId"u8, _clientInstanceId);
            writer.WriteString("status"u8, activity.Status == UserActivityStatus.Addition ? "addition"u8 : "removal"u8);
            writer.WriteString("date"u8, Rfc3339(activity.Date ?? now));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        // The opening brace is the envelope's: Transport writes its common part between it and these bytes.
        var bytes = buffer.WrittenSpan[1..].ToArray();
        var encoded = new EncodedActivity(id, activity.User.Key, subject, activity.Status, bytes);
        return new CapturedActivity(encoded, firstName.Rules, lastName.Rules, email.Rules);
    }

    private static string Rfc3339(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;

namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>
/// Shows an entry of the ledger as an activity without an id, which is what a search and an export look into. Of one who is not active there is
/// nothing but the code, the status flag and the date.
/// </summary>
internal static class LedgerRecord
{
    private const string DateFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Writes the bytes of a record.</summary>
    public static byte[] Of(LedgerLine line, string instance)
    {
        var key = Encoding.UTF8.GetBytes(line.Contact?.Key ?? "");
        var json = Json(line, instance);
        var record = new byte[ActivityRecord.Overhead + key.Length + json.Length - 1];
        ActivityRecord.WriteFront(record, Guid.Empty, key, Subject.BytesOf(line.Subject), StatusOf(line));
        // The opening brace is the envelope's.
        ActivityRecord.WriteBytesLength(record, json.Length - 1);
        json[1..].CopyTo(record.AsSpan(ActivityRecord.Overhead + key.Length));
        return record;
    }

    private static UserActivityStatus StatusOf(LedgerLine line) =>
        line.Status is LedgerStatus.Active or LedgerStatus.Unsent
            ? UserActivityStatus.Addition
            : UserActivityStatus.Removal;

    private static ReadOnlySpan<byte> Json(LedgerLine line, string instance)
    {
        var written = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(
            written,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        json.WriteStartObject();
        json.WriteString("subject"u8, Base64Url.EncodeToString(Subject.BytesOf(line.Subject)));
        json.WriteStartObject("data"u8);
        if (line.Contact is { } contact)
        {
            json.WriteString("firstName"u8, contact.FirstName);
            json.WriteString("lastName"u8, contact.LastName);
            json.WriteString("email"u8, contact.Email);
        }
        json.WriteString("clientInstanceId"u8, instance);
        json.WriteString("status"u8, StatusOf(line) == UserActivityStatus.Addition ? "addition"u8 : "removal"u8);
        json.WriteString(
            "date"u8,
            DateTimeOffset
                .FromUnixTimeMilliseconds(line.Date)
                .UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture)
        );
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return written.WrittenSpan;
    }
}

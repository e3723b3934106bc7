using System.Buffers;
using System.Text.Json;

namespace CentralEndpoint.Ingest;

/// <summary>Writes the verdicts, one per activity in the order of the request.</summary>
internal static class VerdictAnswer
{
    public static async Task WriteAsync(HttpContext context, IReadOnlyList<Verdict> verdicts)
    {
        var body = Serialize(verdicts);
        var response = context.Response;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static ReadOnlyMemory<byte> Serialize(IReadOnlyList<Verdict> verdicts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("results"u8);
        foreach (var verdict in verdicts)
        {
            Write(json, verdict);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, verdict.Id);
        json.WriteString("status"u8, Word(verdict.Status));
        if (verdict.Rejection is { } rejection)
        {
            json.WriteString("reason"u8, rejection.Reason);
            json.WriteString("pointer"u8, rejection.Pointer);
        }

        json.WriteEndObject();
    }

    /// <summary>Gives the word of the wire contract.</summary>
    public static string Word(VerdictStatus status) =>
        status switch
        {
            VerdictStatus.Accepted => "accepted",
            VerdictStatus.Duplicate => "duplicate",
            _ => "rejected",
        };
}

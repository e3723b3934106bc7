using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace CentralEndpoint.Heartbeats;

/// <summary>Writes what a heartbeat is answered with.</summary>
internal static class HeartbeatAnswer
{
    public static async Task WriteAsync(HttpContext context, HeartbeatReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("serverTime"u8, reply.ServerTime.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteNumber("nextInSeconds"u8, reply.NextInSeconds);
            json.WriteStartArray("forget"u8);
            foreach (var subject in reply.Forget)
            {
                json.WriteStringValue(subject);
            }

            json.WriteEndArray();
            json.WriteBoolean("resync"u8, reply.Resync);
            json.WriteEndObject();
        }

        var response = context.Response;
        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        await response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Blueshift.Tracking.Transport;

/// <summary>Reads the answer to a heartbeat. Strict in what it knows, and blind to what it does not.</summary>
internal static class HeartbeatAnswerReader
{
    private const int SubjectBytes = 16;
    private const int SubjectLength = 22;
    private const int MinSeconds = 60;
    private const int MaxSeconds = 24 * 60 * 60;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads an answer.</summary>
    /// <returns><see langword="null"/> when it is none of the contract: then nobody knows whether the endpoint has the heartbeat.</returns>
    public static HeartbeatAnswer? TryRead(ReadOnlyMemory<byte> body)
    {
        if (!JsonLiterals.AreKnown(body.Span))
        {
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var root = document.RootElement;
            return
                root.ValueKind == JsonValueKind.Object
                && TryReadTime(root, out var serverTime)
                && TryReadNext(root, out var nextIn)
                && TryReadForget(root, out var forget)
                && TryReadResync(root, out var resync)
                ? new HeartbeatAnswer
                {
                    ServerTime = serverTime,
                    NextIn = nextIn,
                    Forget = forget,
                    Resync = resync,
                }
                : null;
        }
        // Half a surrogate pair in a string is found only when the string is read.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // RFC 3339 in UTC: with another offset, or none, it would be somebody's local time.
    private static bool TryReadTime(JsonElement root, out DateTimeOffset time)
    {
        time = default;
        return root.TryGetProperty("serverTime"u8, out var value)
            && value.ValueKind == JsonValueKind.String
            && value.GetString()!.EndsWith('Z')
            && value.TryGetDateTimeOffset(out time);
    }

    private static bool TryReadNext(JsonElement root, out TimeSpan? nextIn)
    {
        nextIn = null;
        if (!root.TryGetProperty("nextInSeconds"u8, out var value))
        {
            return true;
        }
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds))
        {
            return false;
        }
        // An endpoint that asks for every second, or for never, is answered by what the contract allows.
        nextIn = TimeSpan.FromSeconds(Math.Clamp(seconds, MinSeconds, MaxSeconds));
        return true;
    }

    private static bool TryReadForget(JsonElement root, out List<ReadOnlyMemory<byte>> forget)
    {
        forget = [];
        if (!root.TryGetProperty("forget"u8, out var value))
        {
            return true;
        }
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > HeartbeatAnswer.MaxForget)
        {
            return false;
        }
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || TryReadSubject(item.GetString()!) is not { } subject)
            {
                return false;
            }
            forget.Add(subject);
        }
        return true;
    }

    private static byte[]? TryReadSubject(string text)
    {
        var subject = new byte[SubjectBytes];
        return
            text.Length == SubjectLength
            && Base64Url.DecodeFromChars(text, subject, out _, out var length) == OperationStatus.Done
            && length == SubjectBytes
            ? subject
            : null;
    }

    private static bool TryReadResync(JsonElement root, out bool resync)
    {
        resync = root.TryGetProperty("resync"u8, out var value) && value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False;
    }
}

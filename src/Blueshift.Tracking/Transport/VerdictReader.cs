using System.Text.Json;

namespace Blueshift.Tracking.Transport;

/// <summary>Reads the verdicts of a 200. Strict: anything that is not exactly an answer to this batch acknowledges nothing.</summary>
internal static class VerdictReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads one verdict for each activity of the batch.</summary>
    /// <returns><see langword="null"/> when the body is no answer to this batch; nothing of it may then be used.</returns>
    public static IReadOnlyList<Verdict>? Read(ReadOnlyMemory<byte> body, OutgoingBatch batch)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("results"u8, out var results)
                && results.ValueKind == JsonValueKind.Array
                && results.GetArrayLength() == batch.Activities.Count
                ? ReadAll(results, batch)
                : null;
        }
        // Half a surrogate pair in a string is found only when the string is read.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Verdict[]? ReadAll(JsonElement results, OutgoingBatch batch)
    {
        var verdicts = new Verdict[batch.Activities.Count];
        for (var index = 0; index < verdicts.Length; index++)
        {
            if (ReadOne(results[index], batch.Activities[index].Id) is not { } verdict)
            {
                return null;
            }
            verdicts[index] = verdict;
        }
        return verdicts;
    }

    private static Verdict? ReadOne(JsonElement result, Guid id)
    {
        if (
            result.ValueKind != JsonValueKind.Object
            || Text(result, "id"u8) is not { } echoed
            || !Guid.TryParseExact(echoed, "D", out var echoedId)
            || echoedId != id
        )
        {
            return null;
        }
        return Text(result, "status"u8) switch
        {
            "accepted" => new Verdict(VerdictStatus.Accepted, null, null),
            "duplicate" => new Verdict(VerdictStatus.Duplicate, null, null),
            "rejected" when Text(result, "reason"u8) is { } reason && RejectionReasons.Contains(reason) => new Verdict(
                VerdictStatus.Rejected,
                reason,
                null
            ),
            "deferred" => new Verdict(VerdictStatus.Deferred, null, RetryAfter(result)),
            _ => null,
        };
    }

    private static string? Text(JsonElement element, ReadOnlySpan<byte> name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static TimeSpan? RetryAfter(JsonElement result) =>
        result.TryGetProperty("retryAfter"u8, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var seconds)
        && seconds >= 0
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

using System.Text.Json;

namespace Blueshift.Tracking.Transport;

/// <summary>Is a problem document (RFC 9457) of this contract: what tells the endpoint from a proxy that answers in its place.</summary>
internal sealed class ProblemDocument
{
    /// <summary>Is the base of every problem type of the contract.</summary>
    public const string TypeBase = "https://blueshift.one/tracking/problems/";

    public const string MediaType = "application/problem+json";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public int? MaxCount { get; private init; }

    public int? MaxBytes { get; private init; }

    /// <summary>Reads a problem document.</summary>
    /// <returns><see langword="null"/> when it is none of this contract.</returns>
    public static ProblemDocument? Read(ReceivedAnswer answer)
    {
        if (
            !string.Equals(answer.MediaType, MediaType, StringComparison.OrdinalIgnoreCase)
            || !JsonLiterals.AreKnown(answer.Body.Span)
        )
        {
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(answer.Body, Strict);
            var root = document.RootElement;
            var isOurs =
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("type"u8, out var type)
                && type.ValueKind == JsonValueKind.String
                && type.GetString()!.StartsWith(TypeBase, StringComparison.Ordinal);
            return isOurs
                ? new ProblemDocument { MaxCount = Limit(root, "maxCount"u8), MaxBytes = Limit(root, "maxBytes"u8) }
                : null;
        }
        // Half a surrogate pair in a string is found only when the string is read.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static int? Limit(JsonElement root, ReadOnlySpan<byte> name) =>
        root.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var limit)
        && limit > 0
            ? limit
            : null;
}

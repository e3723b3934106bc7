using System.Text.Json;

namespace CentralEndpoint.Credentials;

/// <summary>Reads the two JSON parts of a token strictly: what could be read in two ways is not read at all.</summary>
internal static class TokenJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    // The last second that a date can name.
    private const long LastSecond = 253_402_300_799;

    /// <summary>Reads an object; gives none for anything else, and where a member comes twice.</summary>
    public static JsonDocument? ReadObject(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var json = JsonDocument.Parse(utf8, Strict);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json;
            }

            json.Dispose();
        }
        catch (JsonException)
        {
            // It is none.
        }

        return null;
    }

    /// <summary>Gives a member that is text, whole Unicode and not empty.</summary>
    public static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    /// <summary>Gives a member that is a whole number of seconds, written as one: no text, no fraction, no exponent.</summary>
    public static long? Seconds(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var seconds)
        && seconds is >= 0 and <= LastSecond
            ? seconds
            : null;
}

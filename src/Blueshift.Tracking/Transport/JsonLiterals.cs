namespace Blueshift.Tracking.Transport;

/// <summary>
/// Looks for words outside of strings that are no literal of JSON. The framework's reader repeats such a word in its exception, which a
/// listener in the process sees even though it is caught; what was received may be of a person, so it is refused before it is read.
/// </summary>
internal static class JsonLiterals
{
    /// <summary>Says whether every word that begins like a literal is one. Of anything else that is no JSON it says nothing.</summary>
    public static bool AreKnown(ReadOnlySpan<byte> json)
    {
        while (json.IndexOfAny("\"tfn"u8) is >= 0 and var next)
        {
            json = json[next..];
            var length = json[0] == (byte)'"' ? StringLength(json) : LiteralLength(json);
            if (length == 0)
            {
                return false;
            }
            json = json[length..];
        }
        return true;
    }

    private static int LiteralLength(ReadOnlySpan<byte> json) =>
        json.StartsWith("true"u8) || json.StartsWith("null"u8) ? 4
        : json.StartsWith("false"u8) ? 5
        : 0;

    // To its end, or to the end of everything where it has none.
    private static int StringLength(ReadOnlySpan<byte> json)
    {
        var length = 1;
        while (length < json.Length && json[length] != (byte)'"')
        {
            length += json[length] == (byte)'\\' ? 2 : 1;
        }
        return Math.Min(length + 1, json.Length);
    }
}

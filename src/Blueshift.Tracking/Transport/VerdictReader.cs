using System.Text.Json;

namespace Blueshift.Tracking.Transport;

/// <summary>Reads the verdicts of a 200. Strict: anything that is not exactly an answer to this batch acknowledges nothing.</summary>
internal static class VerdictReader
{
    private const int MaxDepth = 8;

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = MaxDepth };
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads one verdict for each activity of the batch, into it.</summary>
    /// <returns><see langword="false"/> when the body is no answer to this batch; nothing of it may then be used.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> body, OutgoingBatch batch)
    {
        batch.ClearVerdicts();
        if (!JsonLiterals.AreKnown(body.Span))
        {
            return false;
        }
        try
        {
            var reader = new Utf8JsonReader(body.Span, Reading);
            return Next(ref reader) == JsonTokenType.StartObject
                && TryReadRoot(ref reader, batch, out var hasOthers)
                // Members that decide nothing are rare, and are held to the same rule: none comes twice.
                && (!hasOthers || HasNothingTwice(body));
        }
        // Half a surrogate pair in a string is found only when the string is read.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool HasNothingTwice(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, Strict);
        return true;
    }

    // A text that ends too early makes the reader throw.
    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    private static bool TryReadRoot(ref Utf8JsonReader reader, OutgoingBatch batch, out bool hasOthers)
    {
        var isFound = false;
        hasOthers = false;
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("results"u8))
            {
                hasOthers = true;
                reader.Skip();
            }
            else if (isFound || !TryReadAll(ref reader, batch, ref hasOthers))
            {
                return false;
            }
            else
            {
                isFound = true;
            }
        }
        // Throws for whatever follows.
        reader.Read();
        return isFound;
    }

    private static bool TryReadAll(ref Utf8JsonReader reader, OutgoingBatch batch, ref bool hasOthers)
    {
        if (Next(ref reader) != JsonTokenType.StartArray)
        {
            return false;
        }
        var count = 0;
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            var members = new VerdictMembers();
            if (
                count == batch.Activities.Count
                || !TryReadOne(ref reader, ref members)
                || members.Id != batch.Activities[count].Id
                || !members.TryGive(out var verdict)
            )
            {
                return false;
            }
            batch.Add(verdict);
            hasOthers |= members.HasOthers;
            count++;
        }
        return count == batch.Activities.Count;
    }

    private static bool TryReadOne(ref Utf8JsonReader reader, ref VerdictMembers members)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (!members.TryRead(ref reader))
            {
                return false;
            }
        }
        return true;
    }
}

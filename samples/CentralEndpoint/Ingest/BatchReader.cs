using System.Text.Json;
using System.Text.Unicode;
using Blueshift.Tracking.Transport;

namespace CentralEndpoint.Ingest;

/// <summary>
/// The first step of strict reading: what cannot be trusted as a whole is refused as a whole.
/// The second step, per activity, is <see cref="ActivityReader"/>.
/// </summary>
internal static class BatchReader
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = BatchLimits.MaxDepth,
    };

    /// <exception cref="ProblemException">The batch is malformed, too long, or names another instance.</exception>
    public static IReadOnlyList<ReceivedActivity> Read(ReadOnlyMemory<byte> body, string instance, DateTimeOffset now)
    {
        using var document = Parse(body);
        var batch = document.RootElement;
        if (batch.ValueKind != JsonValueKind.Array)
        {
            throw new ProblemException(Problems.NotAnArray);
        }

        if (batch.GetArrayLength() > BatchLimits.MaxCount)
        {
            throw new ProblemException(Problems.TooLarge);
        }

        var ids = batch.EnumerateArray().Select(IdOf).ToList();
        if (batch.EnumerateArray().Any(element => ForeignInstance.IsNamedIn(element, instance)))
        {
            throw new ProblemException(Problems.InstanceMismatch);
        }

        var reader = new ActivityReader(instance, now);
        return [.. batch.EnumerateArray().Select((element, index) => reader.Read(ids[index], element))];
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            throw new ProblemException(Problems.NotUtf8);
        }
        if (!JsonLiterals.AreKnown(body.Span))
        {
            throw new ProblemException(Problems.NotStrictJson);
        }

        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        // A member name with half of a surrogate pair is grammatical JSON, but no text to compare with others.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new ProblemException(Problems.NotStrictJson);
        }
    }

    private static string IdOf(JsonElement element, int index) =>
        JsonMember.Find(element, "id", out var member) && JsonMember.IsText(member, out var id) && Grammar.IsUuid(id)
            ? id
            : throw new ProblemException(Problems.NotAnActivity(index));
}

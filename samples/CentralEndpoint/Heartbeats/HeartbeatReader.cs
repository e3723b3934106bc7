using System.Globalization;
using System.Text.Json;
using Blueshift.Tracking.Transport;
using CentralEndpoint.Ingest;

namespace CentralEndpoint.Heartbeats;

/// <summary>Reads a heartbeat: what the contract names must be as it says, and what it does not name is passed over.</summary>
internal static class HeartbeatReader
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = HeartbeatLimits.MaxDepth,
    };

    /// <exception cref="ProblemException">It is malformed, or names another instance.</exception>
    public static ReceivedHeartbeat Read(ReadOnlyMemory<byte> body, string instance)
    {
        using var document = Parse(body);
        var root = document.RootElement;
        var sources = HeartbeatMembers.Array(root, "sources").ToList();
        if (sources.Exists(source => ForeignInstance.IsForeignSource(source, instance)))
        {
            throw new ProblemException(Problems.InstanceMismatch);
        }

        var heartbeat = new ReceivedHeartbeat
        {
            Library = HeartbeatMembers.Text(root, "library", IsLibrary),
            SentAt = HeartbeatMembers.Date(root, "sentAt"),
            State = HeartbeatMembers.Text(root, "state", HeartbeatWords.States.Contains),
            Reason = HeartbeatMembers.IsNull(root, "reason")
                ? null
                : HeartbeatMembers.Text(root, "reason", HeartbeatWords.Reasons.Contains),
            Waiting = HeartbeatMembers.Count(root, "waiting"),
            Oldest = HeartbeatMembers.IsNull(root, "oldest") ? null : HeartbeatMembers.Date(root, "oldest"),
            DeadLetters = HeartbeatMembers.Count(root, "deadLetters"),
            Refused = ReadRefused(root),
            Sources = sources.ConvertAll(source => ReadSource(source, instance)),
            ActiveSet = ReadActiveSet(root),
            Forgotten = HeartbeatMembers.Texts(root, "forgotten", Grammar.IsSubject),
        };
        var ranges = heartbeat.Sources.Sum(static source => source.GivenUp.Count);
        return ranges <= HeartbeatLimits.MaxRanges && heartbeat.Forgotten.Count <= HeartbeatLimits.MaxForgotten
            ? heartbeat
            : throw HeartbeatMembers.Malformed();
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (!JsonLiterals.AreKnown(body.Span))
        {
            throw HeartbeatMembers.Malformed();
        }

        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        // A member name with half of a surrogate pair is grammatical JSON, but no text to compare with others.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw HeartbeatMembers.Malformed();
        }
    }

    private static bool IsLibrary(string text) =>
        text.Length <= HeartbeatLimits.MaxLibraryLength && !text.Any(char.IsControl);

    private static long ReadRefused(JsonElement root)
    {
        var refused = HeartbeatMembers.Object(root, "refused");
        return HeartbeatMembers.Sum(
            refused.EnumerateObject().Select(static reason => HeartbeatMembers.Count(reason.Value))
        );
    }

    private static bool IsSequence(string text) => IsNumber(text) && Grammar.IsSequence(text);

    // What the gaps are counted with.
    private static bool IsNumber(string text) =>
        Grammar.IsNumber(text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static ReportedSource ReadSource(JsonElement source, string instance) =>
        new(
            HeartbeatMembers.Text(source, "source", text => Grammar.IsSource(text, instance)),
            HeartbeatMembers.Text(source, "last", IsNumber),
            HeartbeatMembers.Text(source, "settledThrough", IsNumber),
            HeartbeatMembers.Count(source, "waiting")
        )
        {
            GivenUp = [.. HeartbeatMembers.Array(source, "givenUp").Select(ReadRange)],
        };

    private static GivenUpRange ReadRange(JsonElement range)
    {
        var read = new GivenUpRange(
            HeartbeatMembers.Text(range, "from", IsSequence),
            HeartbeatMembers.Text(range, "to", IsSequence),
            HeartbeatMembers.Text(range, "reason", HeartbeatWords.GivenUpReasons.Contains)
        );
        return string.CompareOrdinal(read.First, read.Last) <= 0 ? read : throw HeartbeatMembers.Malformed();
    }

    private static ActiveSet? ReadActiveSet(JsonElement root)
    {
        if (!root.TryGetProperty("activeSet", out var set) || set.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return new ActiveSet(
            HeartbeatMembers.Count(set, "count"),
            HeartbeatMembers.Text(set, "digest", Grammar.IsDigest),
            HeartbeatMembers.Date(set, "asOf")
        );
    }
}

using System.Text.Json;
using CentralEndpoint.Ingest;

namespace CentralEndpoint.Heartbeats;

/// <summary>Reads the members of a heartbeat. Each must be there and of its kind; otherwise the whole heartbeat is none.</summary>
internal static class HeartbeatMembers
{
    /// <summary>Is the most that anything of a heartbeat counts: the last whole number that every JSON reader keeps exact.</summary>
    public const long MaxCount = (1L << 53) - 1;

    public static string Text(JsonElement owner, string name, Func<string, bool> isValid) =>
        Text(Member(owner, name), isValid);

    public static IReadOnlyList<string> Texts(JsonElement owner, string name, Func<string, bool> isValid) =>
        [.. Array(owner, name).Select(element => Text(element, isValid))];

    public static DateTimeOffset Date(JsonElement owner, string name) =>
        Grammar.TryDate(Text(owner, name, static _ => true), out var date) ? date : throw Malformed();

    public static long Count(JsonElement owner, string name) => Count(Member(owner, name));

    public static long Count(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var count) && count is >= 0 and <= MaxCount
            ? count
            : throw Malformed();

    /// <summary>Adds what was counted, up to <see cref="MaxCount"/>.</summary>
    public static long Sum(IEnumerable<long> counts) =>
        counts.Aggregate(0L, static (sum, count) => Math.Min(MaxCount, sum + count));

    public static bool IsNull(JsonElement owner, string name) => Member(owner, name).ValueKind == JsonValueKind.Null;

    public static JsonElement Object(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Object } member ? member : throw Malformed();

    public static IEnumerable<JsonElement> Array(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : throw Malformed();

    public static ProblemException Malformed() => new(Problems.MalformedHeartbeat);

    private static string Text(JsonElement element, Func<string, bool> isValid) =>
        JsonMember.IsText(element, out var text) && isValid(text) ? text : throw Malformed();

    private static JsonElement Member(JsonElement owner, string name) =>
        JsonMember.Find(owner, name, out var member) ? member : throw Malformed();
}

using System.Text.Json;

namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Reads a heartbeat as far as an endpoint must: strict JSON, and whose sources it names.</summary>
internal static class HeartbeatReader
{
    // Sources hold ranges, and what is added to them later may be nested too.
    private const int MaxDepth = 16;

    /// <summary>Reads a heartbeat; what it holds stays valid.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="instance">The credential's instance; null where any credential is good: then it is the first that is named.</param>
    /// <exception cref="ProblemException">It is no heartbeat, or names a source of another instance.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> body, string? instance)
    {
        using var document = StrictJson.Parse(body, MaxDepth, Problem.MalformedHeartbeat);
        var heartbeat = document.RootElement;
        if (JsonText.Member(heartbeat, "sources") is not { ValueKind: JsonValueKind.Array } sources)
        {
            throw new ProblemException(Problem.MalformedHeartbeat("The heartbeat is no object with its sources."));
        }
        var named = sources.EnumerateArray().Select(SourceOf).ToList();
        instance ??= named.Select(Grammar.InstanceOf).FirstOrDefault();
        return named.TrueForAll(source => Grammar.InstanceOf(source) == instance)
            ? heartbeat.Clone()
            : throw new ProblemException(Problem.InstanceMismatch);
    }

    private static string SourceOf(JsonElement element) =>
        JsonText.Of(JsonText.Member(element, "source")) is { } source && Grammar.IsSource(source)
            ? source
            : throw new ProblemException(Problem.MalformedHeartbeat("A source of the heartbeat has no valid name."));
}

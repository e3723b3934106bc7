using System.Text.Json;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is a heartbeat that the endpoint has taken.</summary>
internal sealed record ReceivedHeartbeat(int Request, DateTimeOffset Time, JsonElement Content)
{
    public string? State => Text("state");

    public string? Reason => Text("reason");

    public long? Waiting =>
        Content.TryGetProperty("waiting", out var member) && member.TryGetInt64(out var waiting) ? waiting : null;

    /// <summary>Gets the subjects whose local erasure is confirmed.</summary>
    public IReadOnlyList<string?> Forgotten =>
        Content.TryGetProperty("forgotten", out var member) && member.ValueKind == JsonValueKind.Array
            ? [.. member.EnumerateArray().Select(subject => subject.GetString())]
            : [];

    private string? Text(string name) =>
        Content.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}

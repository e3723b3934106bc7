using System.Diagnostics;
using System.Text.Json;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is a heartbeat that the endpoint has taken. It names no person.</summary>
[DebuggerDisplay("ReceivedHeartbeat {State}")]
public sealed class ReceivedHeartbeat
{
    internal ReceivedHeartbeat(DateTimeOffset time, JsonElement content)
    {
        Time = time;
        Content = content;
    }

    /// <summary>Gets when it came, by <see cref="FakeCentralEndpointOptions.TimeProvider"/>.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Gets how delivery is doing.</summary>
    /// <value><c>starting</c>, <c>delivering</c>, <c>waiting</c>, <c>paused</c> or <c>stopping</c>.</value>
    public string? State => Text("state");

    /// <summary>Gets what is wrong on the client's side.</summary>
    /// <value>For example <c>dead-letters</c>; <see langword="null"/> where nothing is.</value>
    public string? Reason => Text("reason");

    /// <summary>Gets how many activities wait on the client's side.</summary>
    public long Waiting => Number("waiting");

    /// <summary>Gets how many dead letters the client keeps.</summary>
    public long DeadLetters => Number("deadLetters");

    /// <summary>Gets the subjects whose people the client has erased, as it was asked by <see cref="HeartbeatAnswer.Forget"/>.</summary>
    public IReadOnlyList<string> Forgotten =>
        Content.TryGetProperty("forgotten", out var member) && member.ValueKind == JsonValueKind.Array
            ? [.. member.EnumerateArray().Select(subject => subject.ToString())]
            : [];

    /// <summary>Gets all of it, as the wire contract has it.</summary>
    public JsonElement Content { get; }

    /// <summary>Returns the state.</summary>
    /// <returns>For example <c>ReceivedHeartbeat delivering</c>.</returns>
    public override string ToString() => $"{nameof(ReceivedHeartbeat)} {State}";

    private string? Text(string name) =>
        Content.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private long Number(string name) =>
        Content.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.Number
        && member.TryGetInt64(out var number)
            ? number
            : 0;
}

using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is one request as it came, and what it was answered. What changes of it while it is served is told to those who wait.</summary>
internal sealed class RecordedRequest(ChangeSignal signal)
{
    public const string ActivitiesPath = "/v1/activities";
    public const string HeartbeatPath = "/v1/heartbeat";

    private readonly Lock _lock = new();

    /// <summary>Gets its place among all requests, from 1.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    /// <summary>Gets the path with its query.</summary>
    public required string Path { get; init; }

    /// <summary>Gets <c>HTTP/2</c> or <c>HTTP/1.1</c>.</summary>
    public required string Protocol { get; init; }

    public required string ConnectionId { get; init; }

    /// <summary>Gets the headers; their names are compared without case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets the body as it was on the wire, as far as it was read.</summary>
    public ReadOnlyMemory<byte> WireBody
    {
        get => Read(ref field);
        internal set => Change(ref field, value);
    }

    /// <summary>Gets the decompressed body; none where it was not read, is broken or too long.</summary>
    public ReadOnlyMemory<byte>? Content
    {
        get => Read(ref field);
        internal set => Change(ref field, value);
    }

    /// <summary>Gets the name of the step that answered it.</summary>
    public string? Step
    {
        get => Read(ref field);
        internal set => Change(ref field, value);
    }

    /// <summary>Gets what was answered, or begun to be; none where the step broke off before.</summary>
    public EndpointAnswer? Answer
    {
        get => Read(ref field);
        internal set => Change(ref field, value);
    }

    /// <summary>Gets whether the endpoint has done with it.</summary>
    public bool IsEnded
    {
        get => Read(ref field);
        internal set => Change(ref field, value);
    }

    /// <summary>Gets what the test's own code threw while it was answered.</summary>
    public Exception? Failure
    {
        get => Read(ref field);
        internal set => Change(ref field, value);
    }

    public bool IsActivities => Method == "POST" && Path == ActivitiesPath;

    public bool IsHeartbeat => Method == "POST" && Path == HeartbeatPath;

    public bool IsConnectionTest => IsActivities && Count == 0;

    public bool HasActivities => IsActivities && Count > 0;

    /// <summary>Gets how many elements the array in the body has; none where there is none.</summary>
    public int? Count
    {
        get
        {
            try
            {
                using var document = JsonDocument.Parse(Content ?? default);
                return document.RootElement.ValueKind == JsonValueKind.Array
                    ? document.RootElement.GetArrayLength()
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    private T Read<T>(ref T member)
    {
        // Some members are several words long: a reader must not see half of a change.
        lock (_lock)
        {
            return member;
        }
    }

    private void Change<T>(ref T member, T value)
    {
        lock (_lock)
        {
            member = value;
        }
        signal.Pulse();
    }
}

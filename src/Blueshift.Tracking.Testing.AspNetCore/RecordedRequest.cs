using System.Text.Json;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is one request as it came, and what it was answered.</summary>
internal sealed class RecordedRequest
{
    public const string ActivitiesPath = "/v1/activities";
    public const string HeartbeatPath = "/v1/heartbeat";

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
    public ReadOnlyMemory<byte> WireBody { get; internal set; }

    /// <summary>Gets the decompressed body; none where it was not read, is broken or too long.</summary>
    public ReadOnlyMemory<byte>? Content { get; internal set; }

    /// <summary>Gets the name of the step that answered it.</summary>
    public string? Step { get; internal set; }

    /// <summary>Gets what was answered, or begun to be; none where the step broke off before.</summary>
    public EndpointAnswer? Answer { get; internal set; }

    /// <summary>Gets whether the endpoint has done with it.</summary>
    public bool IsEnded { get; internal set; }

    /// <summary>Gets what the test's own code threw while it was answered.</summary>
    public Exception? Failure { get; internal set; }

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
}

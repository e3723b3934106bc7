using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>
/// Is one request as it came, and what it was answered. What is not there yet comes while it is served. <see cref="ToString"/> and the
/// debugger's summary show no value of a person; <see cref="Content"/> holds what the request said of people.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ReceivedRequest
{
    internal const string ActivitiesPath = "/v1/activities";
    internal const string HeartbeatPath = "/v1/heartbeat";

    private readonly Lock _lock = new();
    private readonly ChangeSignal _signal;
    private int? _count;

    internal ReceivedRequest(ChangeSignal signal) => _signal = signal;

    /// <summary>Gets its place among all requests.</summary>
    /// <value>1 or more.</value>
    public int Number { get; internal init; }

    /// <summary>Gets when it began, by <see cref="FakeCentralEndpointOptions.TimeProvider"/>.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>Gets the HTTP method.</summary>
    public string Method { get; internal init; } = "";

    /// <summary>Gets the path with its query.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>Gets the version of HTTP.</summary>
    /// <value><c>HTTP/2</c> or <c>HTTP/1.1</c>.</value>
    public string Protocol { get; internal init; } = "";

    /// <summary>Gets the headers, the credential among them. Their names are compared without case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; internal init; } = new Dictionary<string, string>();

    /// <summary>Gets the body without its compression.</summary>
    /// <value><see langword="null"/> where it has not come, is broken or too long.</value>
    public ReadOnlyMemory<byte>? Content
    {
        get => Read(ref field);
        internal set
        {
            Change(ref _count, CountOf(value));
            Change(ref field, value);
        }
    }

    /// <summary>Gets what it is for.</summary>
    /// <value>One kind; <see cref="RequestKinds.Activities"/> also while the body of a batch has not come, and where it cannot be read.</value>
    public RequestKinds Kind =>
        (IsActivities, IsHeartbeat, Count) switch
        {
            (true, _, 0) => RequestKinds.ConnectionTest,
            (true, _, _) => RequestKinds.Activities,
            (_, true, _) => RequestKinds.Heartbeats,
            _ => RequestKinds.None,
        };

    /// <summary>Gets how many activities it brought.</summary>
    public int ActivityCount => IsActivities ? Count ?? 0 : 0;

    /// <summary>Gets the status of the answer.</summary>
    /// <value><see langword="null"/> as long as there is no answer, and where there never was one.</value>
    public int? AnswerStatus => Answer?.Status;

    internal string ConnectionId { get; init; } = "";

    /// <summary>Gets the body as it was on the wire, as far as it was read.</summary>
    internal ReadOnlyMemory<byte> WireBody
    {
        get => Read(ref field);
        set => Change(ref field, value);
    }

    /// <summary>Gets the name of the step that answered it.</summary>
    internal string? Step
    {
        get => Read(ref field);
        set => Change(ref field, value);
    }

    /// <summary>Gets what was answered, or begun to be; none where the step broke off before.</summary>
    internal WholeAnswer? Answer
    {
        get => Read(ref field);
        set => Change(ref field, value);
    }

    /// <summary>Gets whether the endpoint has done with it.</summary>
    internal bool IsEnded
    {
        get => Read(ref field);
        set => Change(ref field, value);
    }

    /// <summary>Gets what was thrown while it was answered, but for what a client that leaves does.</summary>
    internal Exception? Failure
    {
        get => Read(ref field);
        set => Change(ref field, value);
    }

    internal bool IsActivities => Method == "POST" && Path == ActivitiesPath;

    internal bool IsHeartbeat => Method == "POST" && Path == HeartbeatPath;

    internal bool IsConnectionTest => Kind == RequestKinds.ConnectionTest;

    internal bool HasActivities => ActivityCount > 0;

    internal bool IsCompressed => Headers.GetValueOrDefault("Content-Encoding") is { Length: > 0 };

    /// <summary>Gets how many elements the array in the body has; none where there is none.</summary>
    internal int? Count => Read(ref _count);

    /// <summary>Returns the number, the kind and the answer, never a value of a person.</summary>
    /// <returns>For example <c>Request 3: 2 activities, answered 503</c>.</returns>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Request {Number}: {What()}, {(AnswerStatus is { } status ? $"answered {status}" : "no answer")}"
        );

    /// <summary>Tells whether a batch keeps to limits; without one none does.</summary>
    internal bool IsWithin(int? maxCount, int? maxBytes) =>
        (maxCount, maxBytes) is not (null, null)
        && Count <= (maxCount ?? int.MaxValue)
        && Content?.Length <= (maxBytes ?? int.MaxValue);

    private string What() =>
        Kind switch
        {
            RequestKinds.ConnectionTest => "connection test",
            RequestKinds.Activities when ActivityCount == 1 => "1 activity",
            RequestKinds.Activities => string.Create(CultureInfo.InvariantCulture, $"{ActivityCount} activities"),
            RequestKinds.Heartbeats => "heartbeat",
            _ => "none of the contract's",
        };

    private static int? CountOf(ReadOnlyMemory<byte>? content)
    {
        try
        {
            using var document = JsonDocument.Parse(content ?? default);
            return document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.GetArrayLength() : null;
        }
        catch (JsonException)
        {
            return null;
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
        _signal.Pulse();
    }
}

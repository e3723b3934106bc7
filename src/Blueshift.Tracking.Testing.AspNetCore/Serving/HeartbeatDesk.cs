using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Reading;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Takes heartbeats and says what was scripted for them.</summary>
internal sealed class HeartbeatDesk(TimeProvider timeProvider)
{
    public const int MaxBytes = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly List<ReceivedHeartbeat> _heartbeats = [];
    private readonly Queue<HeartbeatReply> _next = [];

    public IReadOnlyList<ReceivedHeartbeat> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _heartbeats];
            }
        }
    }

    /// <summary>Says this to the next heartbeat, once.</summary>
    public void ReplyNext(HeartbeatReply reply)
    {
        lock (_lock)
        {
            _next.Enqueue(reply);
        }
    }

    /// <exception cref="ProblemException">It is no JSON object.</exception>
    public EndpointAnswer Take(RecordedRequest request)
    {
        var now = timeProvider.GetUtcNow();
        using var document = BatchReader.Parse(request.Content!.Value, "The heartbeat is not strict JSON.");
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new ProblemException(new Problem(400, "malformed-heartbeat", "The heartbeat is not a JSON object."));
        }
        lock (_lock)
        {
            _heartbeats.Add(new ReceivedHeartbeat(request.Number, now, document.RootElement.Clone()));
            return EndpointAnswer.OfHeartbeat(_next.TryDequeue(out var reply) ? reply : new HeartbeatReply(), now);
        }
    }
}

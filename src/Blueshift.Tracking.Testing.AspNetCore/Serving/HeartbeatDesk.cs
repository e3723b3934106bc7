using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Takes heartbeats and says what was scripted for them.</summary>
internal sealed class HeartbeatDesk(TimeProvider timeProvider)
{
    public const int MaxBytes = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly List<ReceivedHeartbeat> _heartbeats = [];
    private readonly Queue<HeartbeatAnswer> _next = [];

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
    public void AnswerNext(HeartbeatAnswer reply)
    {
        lock (_lock)
        {
            _next.Enqueue(reply);
        }
    }

    /// <exception cref="ProblemException">It is no heartbeat, or names a source of another instance.</exception>
    public WholeAnswer Take(ReceivedRequest request, string? instance)
    {
        var now = timeProvider.GetUtcNow();
        var heartbeat = HeartbeatReader.Read(request.Content!.Value, instance);
        lock (_lock)
        {
            _heartbeats.Add(new ReceivedHeartbeat(now, heartbeat));
            return WholeAnswer.OfHeartbeat(_next.TryDequeue(out var reply) ? reply : new HeartbeatAnswer(), now);
        }
    }
}

using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Is what one heartbeat says. It names no person but by the codes of those whom the endpoint asked to forget.</summary>
internal sealed record HeartbeatFacts
{
    public required DateTimeOffset SentAt { get; init; }

    public required DeliveryState State { get; init; }

    public required ConditionReason Reason { get; init; }

    public required BufferState Buffer { get; init; }

    public required IReadOnlyList<(RefusalReason Reason, long Count)> Refused { get; init; }

    public required IReadOnlyList<SourceReport> Sources { get; init; }

    /// <summary>Gets who is active here, in sum; <see langword="null"/> where this process does not know.</summary>
    public ActiveSet? ActiveSet { get; init; }

    /// <summary>Gets the subjects of 16 bytes that were erased at the endpoint's request, and are not known to be confirmed.</summary>
    [UserActivityPersonalData]
    public required IReadOnlyList<ReadOnlyMemory<byte>> Forgotten { get; init; }
}

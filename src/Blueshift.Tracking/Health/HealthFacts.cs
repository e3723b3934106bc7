using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Health;

/// <summary>Is what health knows at one moment. It names no person.</summary>
internal sealed record HealthFacts
{
    /// <summary>Gets what there is to know where tracking is not registered.</summary>
    public static HealthFacts NotRegistered { get; } =
        new()
        {
            State = Off,
            Severity = Severity.Ok,
            Reason = ConditionReason.None,
            Fix = Fixes.Of(ConditionReason.None),
            Instance = null,
            Endpoint = null,
            Buffer = null,
            Refused = 0,
            Oldest = TimeSpan.Zero,
        };

    /// <summary>Is the state of one that is switched off.</summary>
    public const string Off = "off";

    /// <summary>Gets how delivery is doing, in the contract's words, or <c>off</c>.</summary>
    public required string State { get; init; }

    public required Severity Severity { get; init; }

    public required ConditionReason Reason { get; init; }

    /// <summary>Gets one sentence that says what to do.</summary>
    public required string Fix { get; init; }

    /// <summary>Gets the client instance; <see langword="null"/> when none is set.</summary>
    public required string? Instance { get; init; }

    /// <summary>Gets the endpoint's host; <see langword="null"/> when none is set.</summary>
    public required string? Endpoint { get; init; }

    /// <summary>Gets the buffer's counters; <see langword="null"/> before there is a buffer.</summary>
    public required BufferState? Buffer { get; init; }

    /// <summary>Gets how many activities were not recorded since the process began.</summary>
    public required long Refused { get; init; }

    /// <summary>Gets what became of the users who were there before; none where nobody knows all users.</summary>
    public BaselineState Baseline { get; init; }

    /// <summary>Gets the age of the oldest activity that waits.</summary>
    public required TimeSpan Oldest { get; init; }
}

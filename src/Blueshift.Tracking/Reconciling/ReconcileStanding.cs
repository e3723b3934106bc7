using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Is how things stand among the processes that share an outbox.</summary>
internal sealed record ReconcileStanding
{
    /// <summary>Gets whether anybody could say: otherwise nothing else here is true.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Gets whether it is this process's part to compare and to tell who is active.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>Gets for how long it was nobody's part before this process took it; zero when it was somebody's.</summary>
    public required TimeSpan Idle { get; init; }

    /// <summary>Gets how long ago a comparison came to its end; <see langword="null"/> when none ever did.</summary>
    public required TimeSpan? SinceCompleted { get; init; }

    /// <summary>Gets how often somebody asked for a comparison, and how many of those were answered.</summary>
    public required ReconcileAsked Asked { get; init; }

    /// <summary>Gets how often the endpoint asked for everybody, and how many of those were answered.</summary>
    public required ReconcileAsked ResyncAsked { get; init; }

    public required DirectoryCondition Directory { get; init; }
}

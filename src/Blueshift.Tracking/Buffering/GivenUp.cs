namespace Blueshift.Tracking.Buffering;

/// <summary>Counts what this process gave up, or keeps as dead letters. What earlier ones did was told by them.</summary>
internal sealed record GivenUp
{
    public static GivenUp Nothing { get; } = new();

    public long DeadLetters { get; private init; }

    /// <summary>Gets the contract's reason of the latest dead letter; empty when there is none.</summary>
    public string LatestRejection { get; private init; } = "";

    public long Dropped { get; private init; }

    /// <summary>Gets the reason of the latest drop.</summary>
    public DropReason LatestDrop { get; private init; }

    public GivenUp DeadLettered(string reason) => this with { DeadLetters = DeadLetters + 1, LatestRejection = reason };

    /// <summary>Adds drops. What was moved is none: it waits on under another instance id.</summary>
    public GivenUp Drop(DropReason reason, long count) =>
        reason == DropReason.Moved ? this : this with { Dropped = Dropped + count, LatestDrop = reason };
}

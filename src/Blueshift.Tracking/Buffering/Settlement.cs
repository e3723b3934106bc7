namespace Blueshift.Tracking.Buffering;

/// <summary>Says what becomes of one claimed activity, and why.</summary>
internal readonly record struct Settlement
{
    public SettlementKind Kind { get; private init; }

    /// <summary>Gets the contract's word for why it is a dead letter or parked.</summary>
    public string? Reason { get; private init; }

    public DropReason DropReason { get; private init; }

    /// <summary>Gets when a parked activity may be claimed again.</summary>
    public DateTimeOffset NotBefore { get; private init; }

    /// <summary>Gets for how long nothing of the source of a released activity is claimed.</summary>
    public TimeSpan Hold { get; private init; }

    public static Settlement Release { get; } = new() { Kind = SettlementKind.Release };

    /// <summary>Lets it wait where it is, and its whole source with it.</summary>
    public static Settlement ReleaseFor(TimeSpan hold) => Release with { Hold = hold };

    public static Settlement Delivered { get; } = new() { Kind = SettlementKind.Delivered };

    /// <summary>Gets whether the endpoint gave no verdict of its own on what becomes a dead letter: it has to be told.</summary>
    public bool IsUnanswered { get; private init; }

    public static Settlement DeadLetter(string reason) => new() { Kind = SettlementKind.DeadLetter, Reason = reason };

    public static Settlement UnansweredDeadLetter(string reason) => DeadLetter(reason) with { IsUnanswered = true };

    public static Settlement Park(DateTimeOffset notBefore, string reason) =>
        new()
        {
            Kind = SettlementKind.Park,
            NotBefore = notBefore,
            Reason = reason,
        };

    public static Settlement Drop(DropReason reason) => new() { Kind = SettlementKind.Drop, DropReason = reason };
}

namespace Blueshift.Tracking.Dispatch;

/// <summary>Is the outcome of one round of the loop.</summary>
/// <param name="Wait">How long to wait before the next; <see langword="null"/> for not at all.</param>
internal sealed record DispatchRound(TimeSpan? Wait)
{
    public static DispatchRound Done { get; } = new(Wait: null);

    /// <summary>Gives the one that waits longer; this one waits.</summary>
    public DispatchRound Or(DispatchRound other) => other.Wait > Wait ? other : this;
}

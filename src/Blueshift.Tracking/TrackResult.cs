namespace Blueshift.Tracking;

/// <summary>Tells what became of one activity. The default value has <see cref="TrackStatus.None"/>, so a mock may return it.</summary>
public readonly record struct TrackResult
{
    private TrackResult(TrackStatus status, Guid activityId, RefusalReason refusalReason, bool adjusted)
    {
        Status = status;
        ActivityId = activityId;
        RefusalReason = refusalReason;
        Adjusted = adjusted;
    }

    /// <summary>Gets what became of it.</summary>
    public TrackStatus Status { get; }

    /// <summary>Gets whether the buffer has it.</summary>
    public bool IsRecorded => Status == TrackStatus.Recorded;

    /// <summary>Gets the activity id: the host's own, or the one made for it.</summary>
    /// <value>The empty <see cref="Guid"/> when tracking is off.</value>
    public Guid ActivityId { get; }

    /// <summary>Gets why it is not recorded.</summary>
    public RefusalReason RefusalReason { get; }

    /// <summary>Gets whether a name or the email address was adjusted to the limits that <see cref="TrackedUser"/> states.</summary>
    public bool Adjusted { get; }

    internal static TrackResult Disabled { get; } = new(TrackStatus.Disabled, Guid.Empty, RefusalReason.None, false);

    internal static TrackResult Recorded(Guid activityId, bool adjusted) =>
        new(TrackStatus.Recorded, activityId, RefusalReason.None, adjusted);

    internal static TrackResult Refused(Guid activityId, RefusalReason reason, bool adjusted) =>
        new(TrackStatus.Refused, activityId, reason, adjusted);
}

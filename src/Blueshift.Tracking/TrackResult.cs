using System.Runtime.InteropServices;

namespace Blueshift.Tracking;

/// <summary>Tells what became of one activity. The default value has <see cref="TrackStatus.None"/>, so a mock may return it.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct TrackResult
{
    // In this order 20 bytes: a bulk call answers with as many as it was given.
    private readonly Guid _activityId;
    private readonly byte _status;
    private readonly byte _refusalReason;
    private readonly bool _adjusted;

    private TrackResult(TrackStatus status, Guid activityId, RefusalReason refusalReason, bool adjusted)
    {
        _status = (byte)status;
        _activityId = activityId;
        _refusalReason = (byte)refusalReason;
        _adjusted = adjusted;
    }

    /// <summary>Gets what became of it.</summary>
    public TrackStatus Status => (TrackStatus)_status;

    /// <summary>Gets whether the buffer has it.</summary>
    public bool IsRecorded => Status == TrackStatus.Recorded;

    /// <summary>Gets the activity id: the host's own, or the one made for it.</summary>
    /// <value>The empty <see cref="Guid"/> when tracking is off.</value>
    public Guid ActivityId => _activityId;

    /// <summary>Gets why it is not recorded.</summary>
    public RefusalReason RefusalReason => (RefusalReason)_refusalReason;

    /// <summary>Gets whether a name or the email address was adjusted to the limits that <see cref="TrackedUser"/> states.</summary>
    public bool Adjusted => _adjusted;

    internal static TrackResult Disabled { get; } = new(TrackStatus.Disabled, Guid.Empty, RefusalReason.None, false);

    internal static TrackResult Recorded(Guid activityId, bool adjusted) =>
        new(TrackStatus.Recorded, activityId, RefusalReason.None, adjusted);

    internal static TrackResult Refused(Guid activityId, RefusalReason reason, bool adjusted) =>
        new(TrackStatus.Refused, activityId, reason, adjusted);
}

using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Is an activity that was found by comparing. No record: nothing prints it.</summary>
internal sealed class FoundActivity
{
    [UserActivityPersonalData]
    public required UserActivity Activity { get; init; }

    public required ActivityOrigin Origin { get; init; }
}

namespace Blueshift.Tracking.Capture;

/// <summary>
/// Takes the place of an outbox in a host's tests: whoever captures in the host's transactions adds no row, and gives the activities
/// here once they are committed.
/// </summary>
internal interface ICommittedActivities
{
    /// <summary>Takes activities of which the host's changes are committed.</summary>
    void Committed(IReadOnlyList<UserActivity> activities);
}

using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Testing.Registration;

/// <summary>Gives the fake what capture saw, once the host's save is committed.</summary>
internal sealed class CapturedByFake(FakeUserActivityTracker tracker) : ICommittedActivities
{
    public void Committed(IReadOnlyList<UserActivity> activities)
    {
        foreach (var activity in activities)
        {
            tracker.Captured(activity);
        }
    }
}

using Blueshift.Tracking;

namespace UnitTestingYourApp;

/// <summary>Stands for a service of your own that manages users. Saving is left out.</summary>
public sealed class EmployeeService(IUserActivityTracker tracker)
{
    /// <summary>Gets the ids of activities that were not recorded, to try again with later.</summary>
    public IReadOnlyCollection<Guid> NotRecorded => _notRecorded;

    private readonly List<Guid> _notRecorded = [];

    public Task HireAsync(Employee employee) => TrackAsync(UserActivity.Created(AsUser(employee)));

    public Task DismissAsync(Employee employee) => TrackAsync(UserActivity.Deactivated(AsUser(employee)));

    private static TrackedUser AsUser(Employee employee) =>
        new()
        {
            Key = employee.Number,
            FirstName = employee.FirstName,
            LastName = employee.LastName,
            Email = employee.Email,
        };

    // After your own commit: the change is done, so the caller's token no longer counts.
    private async Task TrackAsync(UserActivity activity)
    {
        var result = await tracker.TrackAsync(activity, CancellationToken.None);
        if (result.Status == TrackStatus.Refused)
        {
            _notRecorded.Add(result.ActivityId);
        }
    }
}

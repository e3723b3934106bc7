namespace Blueshift.Tracking.AspNetCore.Identity.Managing;

/// <summary>Is what a user was when the store last gave or took him. No record: nothing prints it.</summary>
/// <param name="isActive">Whether he counted.</param>
/// <param name="user">What an activity tells of him.</param>
internal sealed class SeenUser(bool isActive, TrackedUser user)
{
    public bool IsActive { get; } = isActive;

    [UserActivityPersonalData]
    public TrackedUser User { get; } = user;
}

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Makes activities by their kind.</summary>
internal static class Activities
{
    public static UserActivity Of(UserActivityKind kind, TrackedUser user) =>
        kind switch
        {
            UserActivityKind.Created => UserActivity.Created(user),
            UserActivityKind.Reactivated => UserActivity.Reactivated(user),
            UserActivityKind.Deactivated => UserActivity.Deactivated(user),
            _ => UserActivity.Deleted(user),
        };
}

using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Encodes what another client instance id recorded as if this one had: only its subject and its instance id change.</summary>
internal static class MovedActivity
{
    public static MoveEncoder With(ActivityEncoder encoder) =>
        (record, destination) =>
        {
            if (StoredActivity.TryRead(record) is not { Date: { } date } stored)
            {
                return false;
            }
            var user = new TrackedUser
            {
                Key = record.KeyText(),
                FirstName = stored.FirstName,
                LastName = stored.LastName,
                Email = stored.Email,
            };
            var activity =
                record.Status == UserActivityStatus.Addition ? UserActivity.Created(user) : UserActivity.Deleted(user);
            encoder.Encode(activity.WithId(record.Id).At(date), new ActivityScratch(destination));
            return true;
        };
}

namespace Blueshift.Tracking.Buffering;

/// <summary>
/// Encodes an activity of another client instance anew, for the one that it is moved to: its id, date, status and fields stay, its
/// subject and the instance id in its bytes change. Made in Capture.
/// </summary>
/// <param name="record">The activity as it lies in the other buffer, until the call returns.</param>
/// <param name="destination">Takes it; has room.</param>
/// <returns><see langword="false"/> when its bytes are none that Capture wrote; nothing was added.</returns>
internal delegate bool MoveEncoder(ActivityRecord record, EncodedActivities destination);

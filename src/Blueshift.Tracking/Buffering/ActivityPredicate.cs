namespace Blueshift.Tracking.Buffering;

/// <summary>Says whether an activity is of the person that is looked for. Made in Capture; never asked about a hole. Must not throw.</summary>
/// <param name="record">The activity, until the call returns.</param>
internal delegate bool ActivityPredicate(ActivityRecord record);

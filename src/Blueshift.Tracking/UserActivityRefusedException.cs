namespace Blueshift.Tracking;

/// <summary>
/// Says that at least one activity was not recorded. Thrown only with <see cref="FailureMode.Throw"/>; it holds reasons
/// and activity ids, never a value of a user.
/// </summary>
public sealed class UserActivityRefusedException : Exception
{
    /// <summary>Makes an exception without a reason; for serialisers and tests.</summary>
    public UserActivityRefusedException()
        : this("The activity was not recorded.") { }

    /// <summary>Makes an exception without a reason; for serialisers and tests.</summary>
    /// <param name="message">What is wrong, without personal data.</param>
    public UserActivityRefusedException(string message)
        : base(message) { }

    /// <summary>Makes an exception without a reason; for serialisers and tests.</summary>
    /// <param name="message">What is wrong, without personal data.</param>
    /// <param name="innerException">Its cause.</param>
    public UserActivityRefusedException(string message, Exception innerException)
        : base(message, innerException) { }

    internal UserActivityRefusedException(IReadOnlyList<TrackResult> results)
        : this(Describe(results))
    {
        Results = results;
        var first = results.First(result => result.Status == TrackStatus.Refused);
        Reason = first.RefusalReason;
        ActivityId = first.ActivityId;
    }

    /// <summary>Gets why the first refused activity was refused.</summary>
    public RefusalReason Reason { get; }

    /// <summary>Gets the id of the first refused activity; with it a retry is idempotent.</summary>
    public Guid ActivityId { get; }

    /// <summary>Gets the result of each activity of the call, in order.</summary>
    public IReadOnlyList<TrackResult> Results { get; } = [];

    private static string Describe(IReadOnlyList<TrackResult> results)
    {
        var refused = results.Where(result => result.Status == TrackStatus.Refused).ToList();
        return $"{refused.Count} of {results.Count} activities were not recorded, the first because of "
            + $"{refused[0].RefusalReason} (activity id {refused[0].ActivityId}). Try again with the same activity id, or set "
            + "UserActivityTracking:FailureMode to Report.";
    }
}

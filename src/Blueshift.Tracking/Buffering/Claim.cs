namespace Blueshift.Tracking.Buffering;

/// <summary>Is the hold that dispatch has on at least one activity of one source until it settles all of them.</summary>
internal sealed class Claim(string source, IReadOnlyList<ClaimedActivity> activities)
{
    /// <summary>Gets the wire name of the buffer that counts them.</summary>
    public string Source { get; } = source;

    /// <summary>Gets the activities, until the claim is settled: then their memory is another claim's.</summary>
    [UserActivityPersonalData]
    public IReadOnlyList<ClaimedActivity> Activities { get; } = activities;
}

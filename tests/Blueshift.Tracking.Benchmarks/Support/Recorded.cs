namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Sees to it that what is measured was recorded: a refusal is fast and worth nothing.</summary>
internal static class Recorded
{
    public static void Check(TrackResult result)
    {
        if (!result.IsRecorded)
        {
            throw new InvalidOperationException($"An activity was not recorded: {result.RefusalReason}.");
        }
    }

    public static void Check(IReadOnlyList<TrackResult> results)
    {
        for (var index = 0; index < results.Count; index++)
        {
            Check(results[index]);
        }
    }
}

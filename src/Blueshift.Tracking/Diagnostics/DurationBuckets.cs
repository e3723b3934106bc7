namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is where histograms of durations are cut when a host says nothing else, in seconds.</summary>
internal static class DurationBuckets
{
    /// <summary>Gets those of a call: from a flush of a fast disk to the longest <c>Buffer:AppendTimeout</c>.</summary>
    public static IReadOnlyList<double> Call { get; } =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

    /// <summary>Gets those of a request: from an endpoint nearby to the longest <c>Delivery:RequestTimeout</c>.</summary>
    public static IReadOnlyList<double> Request { get; } =
    [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
}

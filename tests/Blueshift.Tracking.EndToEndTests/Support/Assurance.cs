namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Says whether a run is the short slice of every day or the full count: <c>BLUESHIFT_ASSURANCE=full</c>.</summary>
internal static class Assurance
{
    /// <summary>Is how long a full run may take, in milliseconds.</summary>
    public const int Timeout = 6 * 60 * 60 * 1000;

    private static bool IsFull => Environment.GetEnvironmentVariable("BLUESHIFT_ASSURANCE") == "full";

    public static int Count(int slice, int full) => IsFull ? full : slice;
}

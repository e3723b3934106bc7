namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Says how much a random test tries: in the ordinary run a slice with fixed seeds, with the environment variable
/// <c>BLUESHIFT_ASSURANCE=full</c> so much that it takes minutes.
/// </summary>
internal static class Assurance
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("BLUESHIFT_ASSURANCE") == "full";

    public static int Iterations(int slice, int full) => IsFull ? full : slice;
}

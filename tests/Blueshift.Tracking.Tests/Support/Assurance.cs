using System.Globalization;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Says how much a random test tries. The ordinary run takes a slice with fixed seeds. The environment variable
/// <c>BLUESHIFT_ASSURANCE</c> asks for <c>full</c>, which takes hours, or for so many times the slice.
/// </summary>
internal static class Assurance
{
    /// <summary>Is how long a full run may take, in milliseconds.</summary>
    public const int Timeout = 6 * 60 * 60 * 1000;

    private static readonly string? Asked = Environment.GetEnvironmentVariable("BLUESHIFT_ASSURANCE");

    public static bool IsFull => Asked == "full";

    public static int Iterations(int slice, int full) => IsFull ? full : slice * Times;

    private static int Times =>
        int.TryParse(Asked, NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 1;
}

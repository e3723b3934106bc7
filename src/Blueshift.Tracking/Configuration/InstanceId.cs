using System.Text.RegularExpressions;

namespace Blueshift.Tracking.Configuration;

/// <summary>Is the grammar of the id that a vendor gives an installation.</summary>
internal static partial class InstanceId
{
    public static bool IsValid(string id) => !HasTwoDots(id) && Grammar().IsMatch(id);

    public static bool HasTwoDots(string id) => id.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\A[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Grammar();
}

using System.Globalization;
using System.Numerics;
using System.Text;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Makes API keys that have the right form and are nobody's.</summary>
internal static class WellFormedKey
{
    private const int CheckLength = 9;

    /// <summary>Is the page's example.</summary>
    public const string Unknown = "bst1_k7f3abcd__aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-_aBcD_d07e168c";

    /// <summary>Gives a key another secret of the same length, and the check that belongs to it.</summary>
    public static string WithOtherSecret(string key)
    {
        var body = key[..^CheckLength];
        body = body[..^1] + (body[^1] == 'A' ? 'Q' : 'A');
        var crc = Encoding.ASCII.GetBytes(body).Aggregate(uint.MaxValue, BitOperations.Crc32C);
        return $"{body}_{(~crc).ToString("x8", CultureInfo.InvariantCulture)}";
    }
}

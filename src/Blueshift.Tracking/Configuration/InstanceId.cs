namespace Blueshift.Tracking.Configuration;

/// <summary>
/// Is the grammar of the id that a vendor gives an installation: 1 to 64 of a-z, 0-9, dot, hyphen and underscore, beginning and
/// ending with a letter or digit, never with two dots in a row. By hand: a host's start would wait for regular expressions to be
/// loaded.
/// </summary>
internal static class InstanceId
{
    private const int MaxLength = 64;

    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength
        && IsLetterOrDigit(id[0])
        && IsLetterOrDigit(id[^1])
        && id.All(character => IsLetterOrDigit(character) || character is '.' or '-' or '_')
        && !HasTwoDots(id);

    public static bool HasTwoDots(string id) => id.Contains("..", StringComparison.Ordinal);

    private static bool IsLetterOrDigit(char character) => character is (>= 'a' and <= 'z') or (>= '0' and <= '9');
}

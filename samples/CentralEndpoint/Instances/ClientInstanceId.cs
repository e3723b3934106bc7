using System.Text.RegularExpressions;

namespace CentralEndpoint.Instances;

/// <summary>The grammar of a client instance id in the wire contract.</summary>
internal static partial class ClientInstanceId
{
    public const string Rule =
        "1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning and ending with a letter or digit, without two dots in a row";

    public static bool IsValid(string text) => Grammar().IsMatch(text);

    [GeneratedRegex(@"\A(?!.*\.\.)[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grammar();
}

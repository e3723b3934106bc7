namespace CentralEndpoint.Access;

/// <summary>Where somebody goes after the sign-in: a path of this site, whatever was asked for.</summary>
internal static class ReturnAddress
{
    public const string Home = "/";

    private const int Longest = 2048;

    /// <summary>Gives the path that was asked for, or <see cref="Home"/> where it is none of this site.</summary>
    public static string Of(string? asked) =>
        asked is { Length: > 0 and <= Longest }
        && asked[0] == '/'
        // "//other.example" and "/\other.example" lead elsewhere, and a browser passes over control characters between.
        && !(asked.Length > 1 && asked[1] is '/' or '\\')
        && !asked.Any(static character => char.IsControl(character) || character == '\\')
        && Uri.IsWellFormedUriString(asked, UriKind.Relative)
            ? asked
            : Home;
}

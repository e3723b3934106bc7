namespace Blueshift.Tracking.Configuration;

/// <summary>Is one setting of the section: its name, and how its text is read.</summary>
/// <param name="Name">The name below the section, with colons.</param>
/// <param name="Expects">What its text must be, for the message.</param>
/// <param name="IsReadable">Says whether a text can be read at all; whether the value is allowed is the validators' part.</param>
internal sealed record OptionKey(string Name, string Expects, Func<string, bool> IsReadable)
{
    /// <summary>Gets whether it has several values, each named by its number behind another colon.</summary>
    public bool IsList { get; init; }

    /// <summary>Says whether a name below the section is this setting's, or one of its values'.</summary>
    public bool Names(string name)
    {
        var isPrefix = name.StartsWith(Name, StringComparison.OrdinalIgnoreCase);
        return IsList
            ? isPrefix
                && name.Length > Name.Length + 1
                && name[Name.Length] == ':'
                && name[(Name.Length + 1)..].All(char.IsAsciiDigit)
            : isPrefix && name.Length == Name.Length;
    }

    /// <summary>Gets the full name as a configuration key.</summary>
    public string Path => PathOf(Name);

    /// <summary>Gets the full name as an environment variable.</summary>
    public string EnvironmentVariable => Path.Replace(":", "__", StringComparison.Ordinal);

    public static string PathOf(string name) => $"{UserActivityTrackingOptions.SectionName}:{name}";
}

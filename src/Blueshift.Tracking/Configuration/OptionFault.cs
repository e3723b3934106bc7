namespace Blueshift.Tracking.Configuration;

/// <summary>Makes the line of a fault: option, what is wrong, what to do; and how to set it from outside, when it is not set.</summary>
internal static class OptionFault
{
    /// <summary>Says that a required setting is missing.</summary>
    public static string NotSet(string name, string remedy)
    {
        var key = OptionKeys.Of(name);
        return $"{key.Path} is not set. {remedy} (environment: {key.EnvironmentVariable}).";
    }

    /// <summary>Says what is wrong with a setting.</summary>
    /// <param name="name">The setting's name below the section.</param>
    /// <param name="complaint">What is wrong and what to do, beginning in lower case.</param>
    public static string Wrong(string name, string complaint) =>
        $"{OptionKeys.Of(name).Path}: {complaint.TrimEnd('.')}.";
}

namespace CentralEndpoint.PublicPages;

/// <summary>What somebody can write about.</summary>
internal static class ContactKinds
{
    /// <summary>Gets the words of the register with what they are called on the page.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["access"] = "I want to know what you hold about me",
            ["correction"] = "Something about me is wrong",
            ["erasure"] = "Erase what you hold about me",
            ["restriction"] = "Show my name to nobody for now",
            ["objection"] = "I object to being recorded",
            ["support"] = "I need help with one of your applications",
            ["message"] = "Anything else",
        };
}

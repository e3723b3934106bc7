namespace CentralEndpoint.People;

/// <summary>What names may be read for: the interests that the vendor's policy gives, and no other.</summary>
public sealed record NamePurpose(string Word, string Text)
{
    private const int LongestReference = 40;

    /// <summary>Gets all of them.</summary>
    public static readonly IReadOnlyList<NamePurpose> All =
    [
        new("service-quality", "Ensuring service quality"),
        new("internal-records", "Keeping internal records accurate"),
        new("client-relationship", "Managing the relationship with the client"),
    ];

    internal static NamePurpose? Find(string? word) => All.FirstOrDefault(one => one.Word == word);

    /// <summary>Tells whether a text is a reference, such as the number of a ticket: it has a digit and no space, so that nobody is named in it.</summary>
    internal static bool IsReference(string text) =>
        text.Length is > 0 and <= LongestReference
        && text.Any(char.IsAsciiDigit)
        && text.All(static one => char.IsAsciiLetterOrDigit(one) || one is '-' or '.' or '_' or '/' or '#');
}

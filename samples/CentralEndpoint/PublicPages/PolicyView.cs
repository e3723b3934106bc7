namespace CentralEndpoint.PublicPages;

/// <summary>What the policy page says.</summary>
/// <param name="Kept">What is kept for how long.</param>
/// <param name="NextRun">When what is due is next deleted.</param>
/// <param name="PrivacyContact">An email address.</param>
/// <param name="PolicyAddress">Where the vendor's whole policy is; absent where nobody said.</param>
public sealed record PolicyView(
    IReadOnlyList<(string What, string HowLong)> Kept,
    DateTimeOffset NextRun,
    string PrivacyContact,
    string? PolicyAddress
)
{
    /// <summary>Is when the vendor's policy that the page follows was last edited: after another edit the page is gone through again.</summary>
    public static readonly DateOnly PolicyEdited = new(2025, 2, 19);

    /// <summary>Gets what is recorded of an event, and what of it is the person's.</summary>
    public static IReadOnlyList<(string Field, string Content)> Fields { get; } =
    [
        ("First name", "as your administrator entered it"),
        ("Last name", "likewise"),
        ("Email address", "likewise"),
        ("Client instance identifier", "which installation of the application it was"),
        (
            "Status flag",
            "addition, when a user was created or reactivated; removal, when one was deactivated or deleted"
        ),
        ("Date of the event", "to the millisecond"),
    ];

    /// <summary>Gets what goes with it so that every event and every person is counted once.</summary>
    public static IReadOnlyList<(string Field, string Content)> Identifiers { get; } =
    [
        ("Subject", "a code made from the user's internal id. It stands for the person, and is personal data"),
        ("Event number", "its time and random digits"),
        ("Source and running number", "which buffer of the installation counted it, and as which"),
        ("Origin", "for what was not seen as it happened but found in the user directory later"),
    ];
}

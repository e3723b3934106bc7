using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Is an activity ready for the buffer, with the rules by which each member was adjusted.</summary>
internal sealed class CapturedActivity(
    EncodedActivity encoded,
    TextRules firstName,
    TextRules lastName,
    TextRules email
)
{
    public EncodedActivity Encoded { get; } = encoded;

    public TextRules FirstName { get; } = firstName;

    public TextRules LastName { get; } = lastName;

    public TextRules Email { get; } = email;

    public bool IsAdjusted => (FirstName | LastName | Email) != TextRules.None;
}

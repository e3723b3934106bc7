using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Capture;

/// <summary>Is what the caller is told of an activity that was encoded: its id, and the rules by which each member was adjusted.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CapturedActivity(
    Guid Id,
    UserActivityStatus Status,
    TextRules FirstName,
    TextRules LastName,
    TextRules Email
)
{
    public bool IsAdjusted => (FirstName | LastName | Email) != TextRules.None;

    public TrackResult Recorded => TrackResult.Recorded(Id, IsAdjusted);
}

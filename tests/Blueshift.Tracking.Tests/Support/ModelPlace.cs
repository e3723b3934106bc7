namespace Blueshift.Tracking.Tests.Support;

/// <summary>Says where an activity of <see cref="JournalModel"/> is.</summary>
internal enum ModelPlace
{
    Log,
    Parked,
    DeadLetters,
    Delivered,
    Dropped,
}

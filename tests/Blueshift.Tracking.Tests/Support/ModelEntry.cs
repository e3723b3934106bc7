namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is one activity of <see cref="JournalModel"/>.</summary>
internal sealed class ModelEntry(EncodedActivity activity)
{
    public EncodedActivity Activity { get; } = activity;

    public ModelPlace Place { get; set; }

    public bool IsHeld { get; set; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset NotBefore { get; set; }
}

namespace Blueshift.Tracking.Buffering;

/// <summary>Takes what was found of a person.</summary>
internal interface IActivityExport
{
    /// <summary>Takes one activity; called between two flushes, and does not block.</summary>
    /// <param name="record">The activity, until the call returns.</param>
    /// <param name="store">Where it was found.</param>
    /// <param name="recordedAt">When it was recorded.</param>
    void Add(ActivityRecord record, ArchiveStore store, DateTimeOffset recordedAt);

    /// <summary>Passes on what was taken so far.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}

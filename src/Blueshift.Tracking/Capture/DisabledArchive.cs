using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Answers for privacy and backlog when tracking is off: nothing is there, and no file is opened to look.</summary>
internal sealed class DisabledArchive : IUserActivityPrivacy, IUserActivityBacklog
{
    public BacklogStatus GetStatus() =>
        new()
        {
            Recorded = 0,
            Delivered = 0,
            Waiting = 0,
            Parked = 0,
            DeadLetters = 0,
            Dropped = 0,
            Foreign = 0,
            Bytes = 0,
            BytesLimit = 0,
            OldestWaiting = null,
            LastAcknowledged = null,
        };

    public ValueTask<PersonFindings> FindAsync(PersonQuery person, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return ValueTask.FromResult(new PersonFindings());
    }

    public async ValueTask ExportAsync(
        PersonQuery person,
        Stream utf8Json,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(utf8Json);
        using var export = new PersonExport(utf8Json);
        export.Begin();
        await export.EndAsync(new PersonFindings(), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<PersonFindings> EraseAsync(PersonQuery person, CancellationToken cancellationToken = default) =>
        FindAsync(person, cancellationToken);

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<DeadLetter>>([]);

    public ValueTask<bool> RetryDeadLetterAsync(Guid activityId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(false);

    public ValueTask<bool> DeleteDeadLetterAsync(Guid activityId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(false);
}

using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Turns subjects into a question, and has the buffer erase whom it fits.</summary>
internal sealed class SubjectErasure(IBufferArchive archive) : ISubjectErasure
{
    public ValueTask<PersonFindings> EraseAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> subjects,
        CancellationToken cancellationToken
    ) => archive.EraseAsync(PersonPredicate.BySubjects(subjects), cancellationToken);
}

namespace Blueshift.Tracking.Buffering;

/// <summary>Erases people by the codes that stand for them on the wire.</summary>
internal interface ISubjectErasure
{
    /// <summary>Erases the activities of subjects on this side.</summary>
    /// <param name="subjects">Subjects of 16 bytes.</param>
    /// <param name="cancellationToken">Gives up; then call again.</param>
    ValueTask<PersonFindings> EraseAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> subjects,
        CancellationToken cancellationToken
    );
}

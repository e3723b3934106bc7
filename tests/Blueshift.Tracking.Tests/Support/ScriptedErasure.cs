using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Erases nobody, finds what the test wants, and shows whom it was asked for.</summary>
internal sealed class ScriptedErasure : ISubjectErasure
{
    public PersonFindings Findings { get; set; } = new();

    public List<IReadOnlyList<ReadOnlyMemory<byte>>> Erased { get; } = [];

    public ValueTask<PersonFindings> EraseAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> subjects,
        CancellationToken cancellationToken
    )
    {
        Erased.Add(subjects);
        return ValueTask.FromResult(Findings);
    }
}

using System.Data.Common;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>
/// Erases people at the endpoint's request, and notes by their codes that it wants nothing of them: while they are in the user directory they
/// would be found and told again.
/// </summary>
/// <param name="erasure">Erases them.</param>
/// <param name="ledger">Where it is noted; <see langword="null"/> where nobody compares.</param>
internal sealed class SuppressingErasure(ISubjectErasure erasure, LedgerPeople? ledger) : ISubjectErasure
{
    public async ValueTask<PersonFindings> EraseAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> subjects,
        CancellationToken cancellationToken
    )
    {
        var findings = await erasure.EraseAsync(subjects, cancellationToken).ConfigureAwait(false);
        if (ledger is null)
        {
            return findings;
        }
        try
        {
            await ledger.SuppressAsync(subjects, cancellationToken).ConfigureAwait(false);
            return findings;
        }
        catch (DbException)
        {
            return findings.Plus(new PersonFindings { Unreached = 1 });
        }
    }
}

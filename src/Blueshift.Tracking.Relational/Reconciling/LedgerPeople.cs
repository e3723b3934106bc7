using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>Carries out what people ask of the ledger. Safe for several threads.</summary>
internal sealed class LedgerPeople(ReconcileDatabase database, LedgerWriter writer)
{
    private const int PageCount = 500;
    private const int SubjectsAtOnce = 100;

    /// <summary>Gets the client instance.</summary>
    public string Instance => database.Instance;

    /// <summary>Reads the next of all that is kept, in the order of their codes; fewer than a whole page is the last.</summary>
    public async Task<(IReadOnlyList<LedgerLine> Lines, bool IsLast)> PageAsync(
        UInt128? after,
        CancellationToken cancellationToken
    )
    {
        // With a key, where there is one: what cannot be read is found by its code alone.
        await database.IsOpenAsync(cancellationToken).ConfigureAwait(false);
        return await database
            .ReadAsync(
                async transaction =>
                {
                    var lines = new List<LedgerLine>();
                    await database
                        .About(transaction, database.Ledger.Page)
                        .With("@after", after is { } last ? Subject.BytesOf(last) : [])
                        .With("@count", PageCount)
                        .ReadAsync(row => lines.Add(LedgerRow.Read(row, database.Seal)), cancellationToken)
                        .ConfigureAwait(false);
                    return ((IReadOnlyList<LedgerLine>)lines, lines.Count < PageCount);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Deletes what is kept of users.</summary>
    /// <returns>Of how many something was.</returns>
    public Task<int> DeleteAsync(IReadOnlyList<UInt128> subjects, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var deleted = 0;
                foreach (var some in subjects.Chunk(SubjectsAtOnce))
                {
                    deleted += await database
                        .About(transaction, database.Ledger.Delete(some.Length))
                        .With(some)
                        .RunAsync(cancellationToken)
                        .ConfigureAwait(false);
                }
                return deleted;
            },
            cancellationToken
        );

    /// <summary>Notes that the endpoint wants nothing of users, known or not.</summary>
    public Task<int> SuppressAsync(IReadOnlyList<ReadOnlyMemory<byte>> subjects, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                foreach (var subject in subjects.OrderBy(static subject => Subject.NumberOf(subject.Span)))
                {
                    await writer
                        .SuppressAsync(transaction, subject.ToArray(), date: 0, cancellationToken)
                        .ConfigureAwait(false);
                }
                return subjects.Count;
            },
            cancellationToken
        );
}

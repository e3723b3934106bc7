using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>Appends to the erasure journal what the database knows and the file does not, be it of this endpoint or of another one.</summary>
internal sealed class JournalCatchUp(EndpointStore store, ErasureJournal journal) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task RunAsync()
    {
        await _turn.WaitAsync();
        try
        {
            var rows = await store.ReportAsync(static db => db.Suppressions.AsNoTracking().ToListAsync());
            var written = journal.Read().ToHashSet();
            var missing = rows.SelectMany(Lines)
                .Where(line => !written.Contains(line))
                .OrderBy(static line => line.Time)
                .ToList();
            if (missing.Count > 0)
            {
                journal.Append(missing);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static IEnumerable<JournalLine> Lines(SuppressionRow row)
    {
        var index = Convert.ToHexStringLower(row.SubjectIndex);
        yield return new JournalLine(JournalLine.Erased, row.InstanceId, index, row.StandIn, row.Since);
        if (row.Lifted is { } lifted)
        {
            yield return new JournalLine(JournalLine.Lifted, row.InstanceId, index, row.StandIn, lifted);
        }
    }
}

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Says how the numbers of every journal stand that this process holds.</summary>
internal sealed class JournalBufferReports(JournalBuffer buffer, JournalShelf shelf) : IBufferReports
{
    // Where the sources begin that had no place the last time.
    private int _next;

    public async ValueTask<IReadOnlyList<SourceReport>> ReportAsync(
        int maxSources,
        int maxRanges,
        CancellationToken cancellationToken
    )
    {
        await buffer.OpenAsync(cancellationToken).ConfigureAwait(false);
        var reports = new List<SourceReport>();
        foreach (var journal in Choose(shelf.Journals, maxSources))
        {
            var report = journal.Reports.Report(maxRanges);
            maxRanges -= report.GivenUp.Count;
            reports.Add(report);
        }
        return reports;
    }

    // While nobody looks at the folder: no journal is closed meanwhile.
    public async ValueTask ToldAsync(IReadOnlyList<SourceReport> reports, CancellationToken cancellationToken) =>
        await shelf.AloneAsync(() => ToldAsync(reports)).WaitAsync(cancellationToken).ConfigureAwait(false);

    private async Task ToldAsync(IReadOnlyList<SourceReport> reports)
    {
        var finished = new List<Journal>();
        foreach (var report in reports)
        {
            if (shelf.Journals.FirstOrDefault(journal => journal.Source == report.Source) is { } journal)
            {
                await journal.Reports.ToldAsync(report).ConfigureAwait(false);
                finished.AddRange(journal.Reports.IsAllTold(report) ? [journal] : []);
            }
        }
        await shelf.RemoveAsync(finished).ConfigureAwait(false);
    }

    // The own one always; the others by turns, where there are more than have a place.
    private List<Journal> Choose(IReadOnlyList<Journal> journals, int maxSources)
    {
        var chosen = journals.Take(1).ToList();
        var others = journals.Skip(1).ToList();
        var count = Math.Min(others.Count, maxSources - 1);
        for (var index = 0; index < count; index++)
        {
            chosen.Add(others[(_next + index) % others.Count]);
        }
        _next = others.Count == 0 ? 0 : (_next + count) % others.Count;
        return chosen;
    }
}

using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Says how the numbers of one journal stand. Safe for several threads; throws no storage faults.</summary>
internal sealed class JournalReports(JournalParts parts, JournalBooks books, string source, Lock io)
{
    /// <summary>Says how they stand now.</summary>
    /// <param name="maxRanges">The most ranges of what was given up.</param>
    public SourceReport Report(int maxRanges)
    {
        lock (io)
        {
            var ledger = parts.Ledger.Read();
            var entries = parts.GivenUp.Index.Entries;
            var told = entries
                .Take(maxRanges)
                .Select(entry => new GivenUpRange(entry.Sequence, entry.To, entry.GivenUpReason))
                .ToArray();
            var untold = Lowest(entries.Skip(told.Length).FirstOrDefault()?.Sequence, books.FirstUnsaved);
            return new SourceReport
            {
                Source = source,
                Last = ledger.LastSequence,
                // What was given up and is not told here must not look like a gap.
                SettledThrough = Math.Min(ledger.SettledThrough, (untold ?? long.MaxValue) - 1),
                Waiting = parts.Counts.Waiting,
                GivenUp = told,
                HasMore = untold is not null,
            };
        }
    }

    /// <summary>Forgets what was given up and told. Durable on return, unless the disk failed: then it is told again.</summary>
    public async Task ToldAsync(SourceReport report)
    {
        if (report.GivenUp.Count == 0)
        {
            return;
        }
        await parts.Epoch.PrepareAsync().ConfigureAwait(false);
        lock (io)
        {
            foreach (var range in report.GivenUp)
            {
                // What has taken its place meanwhile is still to be told.
                if (
                    parts.GivenUp.Index.Find(range.From) is { } entry
                    && entry.To == range.To
                    && entry.GivenUpReason == range.Reason
                )
                {
                    books.Told(entry);
                }
            }
            books.TrySave(parts.Epoch.Current);
        }
    }

    /// <summary>Says whether all that there is to say of the journal was in a report that the endpoint has.</summary>
    public bool IsAllTold(SourceReport report)
    {
        lock (io)
        {
            var counts = parts.Counts;
            return counts is { Waiting: 0, DeadLetters: 0 }
                && report is { HasMore: false }
                && report.SettledThrough == counts.Recorded
                && !books.Owes
                && parts.GivenUp.IsReadable
                && parts.GivenUp.Index.Count == 0;
        }
    }

    private static long? Lowest(long? one, long? other) => one < other || other is null ? one : other;
}

using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Says how the numbers of the outbox stand, which all its processes count together.</summary>
internal sealed class OutboxReports(OutboxBuffer buffer, ReportStore store, string node) : IBufferReports
{
    // At most so many given up at a time; the rest is told with the next report.
    private const int MostNumbers = 2_000;

    public async ValueTask<IReadOnlyList<SourceReport>> ReportAsync(
        int maxSources,
        int maxRanges,
        CancellationToken cancellationToken
    )
    {
        await buffer.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (buffer.Source is not { } source)
        {
            return [];
        }
        try
        {
            // First: what is appended after it is not told as settled.
            var state = buffer.GetState();
            var (numbers, firstUnanswered) = await store
                .ReadAsync(MostNumbers, cancellationToken)
                .ConfigureAwait(false);
            var ranges = Ranges(numbers);
            var told = ranges.Take(maxRanges).ToList();
            var hasMore = numbers.Count == MostNumbers || told.Count < ranges.Count;
            var settled = firstUnanswered - 1 ?? state.LastSequence;
            return
            [
                new SourceReport
                {
                    Source = source,
                    Last = state.LastSequence,
                    // What is not told yet is not behind it.
                    SettledThrough = hasMore ? Math.Min(settled, told.Count > 0 ? told[^1].To : 0) : settled,
                    Waiting = state.Waiting,
                    GivenUp = told,
                    HasMore = hasMore,
                },
            ];
        }
        catch (DbException)
        {
            return [];
        }
    }

    public async ValueTask ToldAsync(IReadOnlyList<SourceReport> reports, CancellationToken cancellationToken)
    {
        var told = reports
            .Where(report => report.Source == buffer.Source)
            .SelectMany(static report => report.GivenUp)
            .ToList();
        try
        {
            _ = told.Count > 0 ? await store.ToldAsync(node, told, cancellationToken).ConfigureAwait(false) : 0;
        }
        catch (DbException)
        {
            // It is told once more.
        }
    }

    private static List<GivenUpRange> Ranges(IReadOnlyList<GivenUpRange> numbers)
    {
        var ranges = new List<GivenUpRange>();
        foreach (var number in numbers)
        {
            if (ranges.Count > 0 && ranges[^1].To + 1 == number.From && ranges[^1].Reason == number.Reason)
            {
                ranges[^1] = ranges[^1] with { To = number.To };
            }
            else
            {
                ranges.Add(number);
            }
        }
        return ranges;
    }
}

namespace CentralEndpoint.Reports.Flow;

/// <summary>The days that a flow is asked for, cut into periods: the first day counts, the last one does not.</summary>
internal sealed class FlowSpan
{
    public const int MaxPeriods = 400;
    private const int MonthsByDefault = 24;
    private const int DaysOfWeek = 7;

    private FlowSpan(IReadOnlyList<DateOnly> edges) => Edges = edges;

    /// <summary>Gets where each period begins, and at last where the last one ends.</summary>
    public IReadOnlyList<DateOnly> Edges { get; }

    /// <param name="from">The first day; the default is the first of the month 23 months ago.</param>
    /// <param name="to">The day after the last one; the default is tomorrow.</param>
    /// <param name="by"><c>month</c>, which is the default, <c>week</c> or <c>day</c>.</param>
    /// <param name="today">The day in UTC.</param>
    /// <exception cref="ReportRefusedException">One of them is none, or there would be too many periods.</exception>
    public static FlowSpan Read(string? from, string? to, string? by, DateOnly today)
    {
        var bucket = by is null ? FlowBucket.Month : ReadBucket(by);
        var (first, end) = ReadDays(
            from,
            to,
            new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsByDefault),
            today
        );
        var edges = Cut(first, end, bucket).Take(MaxPeriods + 2).ToList();
        return edges.Count <= MaxPeriods + 1
            ? new FlowSpan(edges)
            : throw new ReportRefusedException(
                $"There are more than {MaxPeriods} periods between from and to.",
                "Ask for fewer days, or for longer periods: by=week, by=month."
            );
    }

    /// <summary>Gives whole months, the last of which ends before its end where the day of <paramref name="end"/> lies in it.</summary>
    /// <param name="first">The first day of a month.</param>
    /// <param name="end">The day after the last one.</param>
    public static FlowSpan Months(DateOnly first, DateOnly end) => new([.. Cut(first, end, FlowBucket.Month)]);

    /// <summary>Reads days that are one period.</summary>
    /// <param name="from">The first day; the default is <paramref name="since"/>.</param>
    /// <param name="to">The day after the last one; the default is tomorrow.</param>
    /// <param name="since">The first day where none is said.</param>
    /// <param name="today">The day in UTC.</param>
    /// <exception cref="ReportRefusedException">One of them is none.</exception>
    public static FlowSpan Days(string? from, string? to, DateOnly since, DateOnly today)
    {
        var (first, end) = ReadDays(from, to, since, today);
        return new FlowSpan([first, end]);
    }

    private static (DateOnly First, DateOnly End) ReadDays(string? from, string? to, DateOnly since, DateOnly today)
    {
        var first = from is null ? since : ReadDay(nameof(from), from);
        var end = to is null ? today.AddDays(1) : ReadDay(nameof(to), to);
        return first < end
            ? (first, end)
            : throw new ReportRefusedException(
                "There is no day between from and to.",
                "The day of from is the first that counts, the day of to the first that does not."
            );
    }

    private static IEnumerable<DateOnly> Cut(DateOnly first, DateOnly end, FlowBucket bucket)
    {
        for (var edge = first; edge < end; edge = Next(edge, bucket))
        {
            yield return edge;
        }
        yield return end;
    }

    private static DateOnly Next(DateOnly day, FlowBucket bucket) =>
        bucket switch
        {
            FlowBucket.Day => day.AddDays(1),
            FlowBucket.Week => day.AddDays(DaysOfWeek - ((int)day.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek),
            _ => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
        };

    private static FlowBucket ReadBucket(string text) =>
        text switch
        {
            "month" => FlowBucket.Month,
            "week" => FlowBucket.Week,
            "day" => FlowBucket.Day,
            _ => throw new ReportRefusedException(
                "The value of by is none of month, week and day.",
                "Leave it out for months."
            ),
        };

    // No instance is older, and a calendar ends.
    private static DateOnly ReadDay(string name, string text) =>
        ReportMoment.TryParseDay(text, out var day) && day.Year is >= 2000 and < 9000
            ? day
            : throw new ReportRefusedException(
                $"The value of {name} is not a day from 2000-01-01 on.",
                "Write it like 2026-11-24."
            );
}

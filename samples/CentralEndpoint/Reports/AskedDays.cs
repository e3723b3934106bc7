using System.Globalization;
using CentralEndpoint.Reports.Flow;

namespace CentralEndpoint.Reports;

/// <summary>What the address of a report says of its days, where they are not cut as the address says.</summary>
internal sealed record AskedDays(string? From, string? To)
{
    private const int DaysByDefault = 31;

    /// <summary>Reads them as one period, the last 31 of them where none are said.</summary>
    public FlowSpan Read(TimeProvider clock)
    {
        var today = Today(clock);
        return FlowSpan.Days(From, To, today.AddDays(-DaysByDefault + 1), today);
    }

    /// <summary>Reads them as months, the last ones where none are said.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="months">How many by default.</param>
    public FlowSpan ReadMonths(TimeProvider clock, int months)
    {
        var today = Today(clock);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - months);
        return FlowSpan.Read(From ?? first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), To, by: null, today);
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}

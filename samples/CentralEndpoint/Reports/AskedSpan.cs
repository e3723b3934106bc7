using System.Globalization;
using CentralEndpoint.Reports.Flow;

namespace CentralEndpoint.Reports;

/// <summary>What the address of a report says of its days.</summary>
internal sealed record AskedSpan(string? From, string? To, string? By)
{
    private const int DaysByDefault = 31;

    public FlowSpan Read(TimeProvider clock) =>
        FlowSpan.Read(From, To, By, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    /// <summary>Reads the days as one, the last 31 of them where none are said.</summary>
    public FlowSpan ReadDays(TimeProvider clock)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return FlowSpan.Days(From, To, today.AddDays(-DaysByDefault + 1), today);
    }

    /// <summary>Reads the days as months, the last ones where none are said.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="months">How many by default.</param>
    public FlowSpan ReadMonths(TimeProvider clock, int months)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - months);
        return FlowSpan.Read(From ?? first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), To, By, today);
    }
}

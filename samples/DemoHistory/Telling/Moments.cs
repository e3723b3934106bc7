using DemoHistory.Clients;

namespace DemoHistory.Telling;

/// <summary>
/// Are the moments at which an instance tells what was recorded since the one before: at the end of its first day, of each month, of an
/// outage, of each day in the last month. A client tells within seconds; a request for each activity would take longer than a demo may.
/// </summary>
internal static class Moments
{
    private const int Daily = 33;

    // When the last day of a month is over in every zone.
    private static readonly TimeOnly EndOfMonth = new(12, 0);

    /// <summary>Gives them, the first of which is its registration.</summary>
    public static IEnumerable<DateTimeOffset> Of(ClientPlot plot, DateOnly today)
    {
        var told = plot
            .Outages.Select(static outage => outage.UntilDaysAgo)
            .Append(plot.BeganDaysAgo)
            .Append(plot.BeganDaysAgo - ClientPlot.DaysOfSettingUp - 1)
            .Append(plot.EndedDaysAgo ?? 0)
            .ToHashSet();
        for (var ago = plot.BeganDaysAgo; ago >= 0; ago--)
        {
            var day = today.AddDays(-ago);
            if (ago <= Daily || told.Contains(ago))
            {
                yield return At(day, TimeOnly.MinValue);
            }
            if (day.Day == 1 && ago > 0)
            {
                yield return At(day, EndOfMonth);
            }
        }
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), TimeSpan.Zero);
}

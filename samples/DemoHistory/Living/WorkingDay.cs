namespace DemoHistory.Living;

/// <summary>Is a day in a time zone, and the moments of it at which people work, each after the one before.</summary>
internal sealed class WorkingDay(DateOnly date, TimeZoneInfo zone, Dice dice)
{
    private const int Opens = 7 * 60 * 60 * 1000;
    private const int Closes = 19 * 60 * 60 * 1000;

    // The largest step is a part of what is left of the day.
    private const int Part = 6;

    private int _last = Opens;

    public DateOnly Date => date;

    public bool IsWeekend => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>Gives the next moment while the office is open.</summary>
    public DateTimeOffset Moment()
    {
        _last += dice.Below((Closes - _last) / Part) + 1;
        var local = date.ToDateTime(TimeOnly.MinValue).AddMilliseconds(_last);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone), TimeSpan.Zero);
    }
}

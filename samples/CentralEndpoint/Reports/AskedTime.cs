using System.Globalization;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Restatement;

namespace CentralEndpoint.Reports;

/// <summary>Reads the time that the address of a report says.</summary>
internal static class AskedTime
{
    private const int MaxCloseDays = 366;
    private const int Months = 24;

    /// <summary>Reads a moment or a day.</summary>
    /// <exception cref="ReportRefusedException">It is neither.</exception>
    public static ReportMoment? ReadAt(string? at) =>
        at is null ? null
        : ReportMoment.Parse(at) is { } moment ? moment
        : throw ReportRefusedException.NoMomentOrDay(nameof(at));

    /// <summary>Reads a day that has 24 months before it.</summary>
    /// <exception cref="ReportRefusedException">It is none.</exception>
    public static DateOnly? ReadDay(string? day) =>
        day is null ? null
        : ReportMoment.TryParseDay(day, out var read) && read.Year is >= 2002 and < 9000 ? read
        : throw new ReportRefusedException(
            "The value of day is not a day from 2002-01-01 on.",
            "Write it like 2026-11-24."
        );

    /// <summary>Reads how many days after its end a period is closed.</summary>
    /// <exception cref="ReportRefusedException">It is no number of days.</exception>
    public static int ReadCloseDays(string? closeDays) =>
        closeDays is null ? RestatementQuery.CloseDaysByDefault
        : int.TryParse(closeDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MaxCloseDays
            ? days
        : throw new ReportRefusedException(
            $"The value of closeDays is not a number from 0 to {MaxCloseDays}.",
            $"Leave it out for {RestatementQuery.CloseDaysByDefault}."
        );

    /// <summary>Reads the last of the months whose cohorts are meant; the others are the 23 before it.</summary>
    /// <exception cref="ReportRefusedException">It is no month.</exception>
    public static FlowSpan ReadMonths(string? month, TimeProvider clock)
    {
        var last = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (
            month is not null
            && !(
                DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out last)
                && last.Year is >= 2002 and < 9000
            )
        )
        {
            throw new ReportRefusedException(
                "The value of month is not a month from 2002-01 on.",
                "Write it like 2026-11."
            );
        }

        return MonthsTo(last);
    }

    /// <summary>Gives the month of a day and the 23 before it.</summary>
    public static FlowSpan MonthsTo(DateOnly day)
    {
        var last = new DateOnly(day.Year, day.Month, 1);
        return FlowSpan.Months(last.AddMonths(1 - Months), last.AddMonths(1));
    }
}

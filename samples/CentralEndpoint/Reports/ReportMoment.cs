using System.Globalization;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports;

/// <summary>The time that a report is asked for: a moment, the same for every instance, or the end of a day in each one's own zone.</summary>
internal sealed class ReportMoment
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    private readonly DateTimeOffset _moment;
    private readonly DateOnly? _day;

    private ReportMoment(DateTimeOffset moment, DateOnly? day)
    {
        _moment = moment;
        _day = day;
    }

    public static ReportMoment Of(DateTimeOffset moment) => new(moment, day: null);

    /// <summary>Reads RFC 3339 with its zone, or a day.</summary>
    /// <returns><see langword="null"/> for anything else.</returns>
    public static ReportMoment? Parse(string text)
    {
        if (TryParse(text, out var moment))
        {
            return Of(moment);
        }

        return TryParseDay(text, out var day) ? new ReportMoment(default, day) : null;
    }

    public static bool TryParse(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(
            text,
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out moment
        );

    public static bool TryParseDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        && day < DateOnly.MaxValue;

    /// <summary>Gives the day, or the moment in UTC.</summary>
    public override string ToString() =>
        _day is { } day
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : _moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Gives the moment in a zone. A day that is not over yet ends now.</summary>
    /// <returns><see langword="null"/> where it lies ahead.</returns>
    public DateTimeOffset? In(TimeZoneInfo zone, DateTimeOffset now)
    {
        if (_day is not { } day)
        {
            return _moment <= now ? _moment : null;
        }

        var end = ZoneDays.StartOf(day.AddDays(1), zone);
        if (end <= now)
        {
            return end;
        }

        return ZoneDays.StartOf(day, zone) <= now ? now : null;
    }

    /// <summary>Gives the moment in the zone of each instance.</summary>
    /// <exception cref="ReportRefusedException">It lies ahead in one of them.</exception>
    public Dictionary<string, DateTimeOffset> Cuts(IEnumerable<InstanceRow> instances, DateTimeOffset now) =>
        instances
            .Select(static row => row.Zone)
            .Distinct()
            .ToDictionary(
                static zone => zone,
                zone =>
                    In(ZoneDays.Find(zone), now)
                    ?? throw new ReportRefusedException(
                        "The value of at lies ahead.",
                        "Ask for a time that has passed, or leave it out for now."
                    ),
                StringComparer.Ordinal
            );
}

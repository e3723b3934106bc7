namespace CentralEndpoint.Reports;

/// <summary>Days as a time zone has them: of 23 or 25 hours where clocks are moved.</summary>
internal static class ZoneDays
{
    /// <summary>Gives the first moment of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (zone.IsInvalidTime(midnight))
        {
            // Clocks are put forward at midnight: the day starts when they are, by what they showed until then.
            return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight.AddTicks(-1))).ToUniversalTime();
        }

        // Where midnight comes twice, the first of them.
        var offset = zone.IsAmbiguousTime(midnight)
            ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>Finds the zone of an instance. One that this machine does not know counts as UTC.</summary>
    public static TimeZoneInfo Find(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}

namespace Blueshift.Tracking.Reconciling;

/// <summary>Dates what is found by comparing, so that whatever is seen live wins, before and after. Does no I/O.</summary>
internal static class ReconcileDates
{
    /// <summary>Is by how much a finding is dated before the comparison: a change that is under way while it runs has a later date.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    // Before it the endpoint takes no date; what says it is no date but the lack of one.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Dates a finding.</summary>
    /// <param name="begun">When the comparison began.</param>
    /// <param name="last">The date of the latest activity of the user that the endpoint has, in milliseconds since 1970 UTC; 0 for none.</param>
    public static DateTimeOffset Found(DateTimeOffset begun, long last)
    {
        var found = (begun - Before).ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(last == 0 ? found : Math.Max(found, last + 1));
    }

    /// <summary>Says whether a user can be dated by when he was created. A date is never made up.</summary>
    public static bool IsKnown(DateTimeOffset? createdAt, DateTimeOffset now) =>
        createdAt is { } date && date >= Earliest && date <= now;
}

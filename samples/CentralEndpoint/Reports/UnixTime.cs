namespace CentralEndpoint.Reports;

/// <summary>Turns a moment into the whole milliseconds that the database compares.</summary>
internal static class UnixTime
{
    /// <summary>Gives the number that every time before the moment is below.</summary>
    public static long Before(DateTimeOffset moment)
    {
        var floor = moment.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(floor) < moment ? floor + 1 : floor;
    }
}

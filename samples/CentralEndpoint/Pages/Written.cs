using System.Globalization;

namespace CentralEndpoint.Pages;

/// <summary>Writes figures and days as people read them.</summary>
internal static class Written
{
    /// <summary>What stands where there is no figure.</summary>
    public const string None = "–";

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(long? value) => value is { } number ? Number(number) : None;

    public static string Number(double? value) =>
        // What is rounded to zero has no sign.
        value is { } number
            ? (Math.Round(number, 1) + 0.0).ToString("#,0.#", CultureInfo.InvariantCulture)
            : None;

    /// <summary>Writes a difference with its sign.</summary>
    public static string Signed(long value) => value.ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Month(DateOnly month) => month.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Writes a day as an address has it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Writes how long something lasts, in its largest whole unit.</summary>
    public static string Span(TimeSpan time) =>
        time switch
        {
            { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} days"),
            { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} hours"),
            { TotalMinutes: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} minutes"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0} seconds"),
        };
}

namespace CentralEndpoint.Reports;

/// <summary>Says why a report is not given, in words for the person who asked. It is answered 400, on a page as a page.</summary>
public sealed class ReportRefusedException(string title, string detail) : Exception(title)
{
    public string Title { get; } = title;

    public string Detail { get; } = detail;

    public static ReportRefusedException NoMomentOrDay(string name) =>
        new(
            $"The value of {name} is not a date with time and zone, nor a day.",
            "Write it like 2026-11-24T00:00:00Z, or 2026-11-24 for the end of that day; a plus sign in an address is %2B."
        );

    public static ReportRefusedException NoMoment(string name) =>
        new(
            $"The value of {name} is not a date with time and zone.",
            "Write it like 2026-11-24T00:00:00Z; a plus sign in an address is %2B."
        );
}

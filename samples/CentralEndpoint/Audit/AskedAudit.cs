using System.Globalization;
using CentralEndpoint.Reports;

namespace CentralEndpoint.Audit;

/// <summary>What the address of the audit says of the entries that are asked for.</summary>
/// <param name="Actor">The account, whole.</param>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Target">What is in the target.</param>
/// <param name="From">The first day, in UTC.</param>
/// <param name="To">The last day.</param>
/// <param name="Before">The number of an entry: those before it are asked for.</param>
public sealed record AskedAudit(string? Actor, string? Action, string? Target, string? From, string? To, string? Before)
{
    /// <exception cref="ReportRefusedException">A day is none, or a number.</exception>
    internal AuditFilter Read() =>
        new(Text(Actor), Text(Action), Text(Target), Day(From, "from"), Day(To, "to"), Number(Before));

    // A form sends what was left empty as well.
    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateOnly? Day(string? text, string name) =>
        Text(text) is not { } day ? null
        : ReportMoment.TryParseDay(day, out var read) && read.Year is >= 2000 and < 9000 ? read
        : throw new ReportRefusedException($"The value of {name} is not a day.", "Write it like 2026-11-24.");

    private static long? Number(string? text) =>
        Text(text) is not { } number ? null
        : long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read
        : throw new ReportRefusedException("The value of before is not a number.", "Leave it out for the newest.");
}

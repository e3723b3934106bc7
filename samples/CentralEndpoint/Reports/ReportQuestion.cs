namespace CentralEndpoint.Reports;

/// <summary>What a report is asked besides what it is about: as known when, and of which instance.</summary>
internal sealed class ReportQuestion
{
    // A batch that is being stored now carries the time at which that began.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <summary>Gets as known when; absent for now.</summary>
    public DateTimeOffset? KnownAt { get; private init; }

    /// <summary>Gets the one instance that is asked for; absent for all.</summary>
    public string? Instance { get; private init; }

    /// <summary>Gets as known when, in Unix milliseconds: what was stored before.</summary>
    public long? KnownBefore => KnownAt is { } time ? UnixTime.Before(time) : null;

    /// <exception cref="ReportRefusedException">The time is none, or too late.</exception>
    public static ReportQuestion Read(string? knownAt, string? instance, DateTimeOffset now)
    {
        if (knownAt is null)
        {
            return new ReportQuestion { Instance = instance };
        }

        if (!ReportMoment.TryParse(knownAt, out var time))
        {
            throw ReportRefusedException.NoMoment(nameof(knownAt));
        }

        return time <= now - Settling
            ? new ReportQuestion { KnownAt = time, Instance = instance }
            : throw new ReportRefusedException(
                "The value of knownAt is later than a minute ago.",
                "What is being stored at this moment would be in one answer and not in the next. Leave knownAt out for what is known now."
            );
    }
}

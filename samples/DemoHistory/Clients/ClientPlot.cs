namespace DemoHistory.Clients;

/// <summary>Is what becomes of an invented client's instance in 24 months.</summary>
/// <param name="Instance">Its id.</param>
/// <param name="Client">The client's name.</param>
/// <param name="Zone">Its time zone.</param>
/// <param name="Seats">The contracted seats; <see langword="null"/> without a contract.</param>
internal sealed record ClientPlot(string Instance, string Client, string Zone, int? Seats)
{
    /// <summary>Is how many days pass between the registration and the first day that is told of.</summary>
    public const int DaysOfSettingUp = 3;

    /// <summary>Gets whether it is no test instance.</summary>
    public bool IsProductive { get; init; } = true;

    /// <summary>Gets when it was registered and, a few days later, began to report.</summary>
    public required int BeganDaysAgo { get; init; }

    /// <summary>Gets when it fell silent; <see langword="null"/> where it did not.</summary>
    public int? EndedDaysAgo { get; init; }

    /// <summary>Gets whether it was ever heard of.</summary>
    public bool EverReports { get; init; } = true;

    /// <summary>Gets how many users there were when it began, and were told of.</summary>
    public int Baseline { get; init; }

    /// <summary>Gets how many users there were of whom nobody told.</summary>
    public int Untold { get; init; }

    /// <summary>Gets whether it has a user directory, and with it an outbox in place of a journal.</summary>
    public bool HasDirectory { get; init; } = true;

    public required IReadOnlyList<MailDomain> Domains { get; init; }

    public IReadOnlyList<Phase> Phases { get; init; } = [];

    public IReadOnlyList<Happening> Happenings { get; init; } = [];

    public IReadOnlyList<Outage> Outages { get; init; } = [];

    public Season? Season { get; init; }

    public Quirk Quirk { get; init; }

    /// <summary>Gets whether one of its users asked to be erased, and was.</summary>
    public bool HasErasedSomebody { get; init; }

    /// <summary>Counts the days from a moment until today begins, in UTC.</summary>
    public static int DaysBefore(DateOnly today, DateTimeOffset moment) =>
        today.DayNumber - DateOnly.FromDateTime(moment.UtcDateTime).DayNumber;
}

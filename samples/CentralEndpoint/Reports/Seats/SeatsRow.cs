namespace CentralEndpoint.Reports.Seats;

/// <summary>The seats of one instance, or of a client. The names of the members are those of the JSON.</summary>
public sealed record SeatsRow : ReportRow
{
    /// <summary>Gets the seats that are contracted now; absent where one of the instances has none.</summary>
    public long? Seats { get; init; }

    public required IReadOnlyList<SeatPeriod> Periods { get; init; }

    /// <summary>Gets the greatest true-up of the periods: what is to be paid for once; absent where there is no contract on seats.</summary>
    public long? TrueUp => Periods.Max(static period => period.TrueUp);

    /// <summary>Gets the greatest peak of the periods; absent where none is known.</summary>
    public long? Peak => Periods.Max(static period => period.Peak);

    /// <summary>Gets the active users at the end of the last period as a share of the contracted seats, to four places; absent without.</summary>
    public double? Utilisation =>
        Seats is > 0 and { } seats && Periods is [.., { Closing: { } closing }]
            ? Math.Round((double)closing / seats, 4)
            : null;
}

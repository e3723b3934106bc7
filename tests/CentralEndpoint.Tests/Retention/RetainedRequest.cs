namespace CentralEndpoint.Tests.Retention;

/// <summary>A request or message of a history, as a plain model knows it.</summary>
internal sealed class RetainedRequest(long number, string kind, DateTimeOffset received, int closedAfterWeeks)
{
    public long Number { get; } = number;

    public string Kind { get; } = kind;

    public DateTimeOffset Received { get; } = received;

    /// <summary>Gets when somebody closes it; never for some.</summary>
    public DateTimeOffset? Closing { get; } = closedAfterWeeks == 0 ? null : received.AddDays(7 * closedAfterWeeks);

    public DateTimeOffset? Closed { get; set; }

    public bool IsHeld { get; private set; } = true;

    public void Pass(DateTimeOffset now) =>
        IsHeld =
            IsHeld
            && (Kind, Closed) switch
            {
                ("message" or "support", null) => Received.Date > now.AddDays(-120).Date,
                ("message" or "support", { } closed) => closed > now.AddDays(-60),
                (_, { } closed) => closed > now.AddMonths(-9),
                _ => true,
            };
}

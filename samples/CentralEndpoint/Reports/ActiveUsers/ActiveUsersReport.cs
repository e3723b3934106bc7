namespace CentralEndpoint.Reports.ActiveUsers;

/// <summary>The active users of each client instance. The names of the members are those of the JSON.</summary>
/// <param name="AsOf">When the report was made.</param>
/// <param name="At">The time that is meant: a moment, or a day that is meant by its end in each instance's zone.</param>
/// <param name="KnownAt">As known when; absent for when it was made.</param>
/// <param name="Instances">The instances, by client and id.</param>
public sealed record ActiveUsersReport(
    DateTimeOffset AsOf,
    string At,
    DateTimeOffset? KnownAt,
    IReadOnlyList<ReportedInstance> Instances
)
{
    /// <summary>Gets the clients, each with its productive instances added up.</summary>
    public IReadOnlyList<ReportedClient> Clients =>
        [
            .. Instances
                .Where(static one => one.IsInTotal)
                .GroupBy(static one => one.Client)
                .Select(static group => ReportedClient.Of([.. group])),
        ];

    public string Definition { get; } =
        "A user is active at an instance at a time when the latest of their activities dated before it, by date, then sequence, then id, "
        + "is an addition. A day is asked for by its end in the instance's own zone. As known at a time: of the activities stored before it. "
        + "One person at two instances counts twice. Test instances are left out of the total. No figure is given for an instance that is "
        + "not heard from and has none but zero.";

    public long Total =>
        Instances.Where(static instance => instance.IsInTotal).Sum(static instance => instance.Active ?? 0);
}

namespace CentralEndpoint.Reports;

/// <summary>The active users of each client instance. The names of the members are those of the JSON.</summary>
public sealed record ActiveUsersReport(DateTimeOffset AsOf, IReadOnlyList<ReportedInstance> Instances)
{
    public string Definition { get; } =
        "A user is active at an instance while the latest of their activities, by date, then sequence, then id, is an addition. "
        + "A date asked for leaves out activities dated then or later. One person at two instances counts twice. "
        + "Test instances are left out of the total.";

    public long Total => Instances.Where(static instance => instance.IsInTotal).Sum(static instance => instance.Active);
}

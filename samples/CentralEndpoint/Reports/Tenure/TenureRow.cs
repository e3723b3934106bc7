namespace CentralEndpoint.Reports.Tenure;

/// <summary>For how long the users of one instance, or of a client, were active. The names of the members are those of the JSON.</summary>
public sealed record TenureRow : ReportRow
{
    /// <summary>Gets those who are active, until the time that is asked for.</summary>
    public required TenureGroup Active { get; init; }

    /// <summary>Gets those who were active and no longer are.</summary>
    public required TenureGroup Gone { get; init; }

    /// <summary>Gets how many of both were there before the instance began to report: longer than is counted.</summary>
    public required long Baseline { get; init; }
}

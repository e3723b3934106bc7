namespace CentralEndpoint.Audit;

/// <summary>An entry as it is shown. The names of the members are those of the JSON.</summary>
public sealed record AuditEntryView(
    long Number,
    DateTimeOffset Time,
    string Actor,
    string Roles,
    string Action,
    string Target,
    long Count
)
{
    public string? Purpose { get; init; }

    public string? Reference { get; init; }

    public long? Request { get; init; }
}

namespace CentralEndpoint.Reports.Domains;

/// <summary>The email domains of the active users of one instance, or of a client. The names of the members are those of the JSON.</summary>
public sealed record DomainsRow : ReportRow
{
    /// <summary>Gets the active users; absent where it would be zero and nobody knows whether it is.</summary>
    public required long? Active { get; init; }

    /// <summary>Gets the domains of at least five users of one instance, by number, then name.</summary>
    public required IReadOnlyList<DomainUsers> Domains { get; init; }

    /// <summary>Gets the users whose domain has fewer than five at their instance: it is not named.</summary>
    public required long Other { get; init; }

    /// <summary>Gets the users of whom no address is held.</summary>
    public required long NotHeld { get; init; }
}

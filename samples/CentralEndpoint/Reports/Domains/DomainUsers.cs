namespace CentralEndpoint.Reports.Domains;

/// <summary>How many active users have an address in a domain. The names of the members are those of the JSON.</summary>
public sealed record DomainUsers(string Domain, long Users);

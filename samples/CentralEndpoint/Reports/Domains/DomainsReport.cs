namespace CentralEndpoint.Reports.Domains;

/// <summary>Where the active users' addresses are. The names of the members are those of the JSON.</summary>
/// <param name="AsOf">When the report was made.</param>
/// <param name="At">The time that is meant: a moment, or a day that is meant by its end in each instance's zone.</param>
/// <param name="Rows">The clients, or the instances, by client and id.</param>
public sealed record DomainsReport(DateTimeOffset AsOf, string At, IReadOnlyList<DomainsRow> Rows)
{
    public string Definition { get; } =
        "The active users by what follows the @ of their latest known email address, in lower case; the latest by date, then sequence, then "
        + "id, of the activities dated before the time. A domain that has fewer than five active users at an instance may say who they are: "
        + "it is not named there, and its users are counted as other. For a client the named figures of its instances are added up, so that "
        + "no difference between both tells more. Not held: no address is kept of these users.";
}

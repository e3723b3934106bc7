namespace CentralEndpoint.People;

/// <summary>A user of an instance as the page shows them.</summary>
/// <param name="FirstName">Is empty where no name is kept or may be shown.</param>
/// <param name="LastName">Likewise.</param>
/// <param name="Email">Likewise.</param>
public sealed record PersonView(string FirstName, string LastName, string Email)
{
    /// <summary>Gets <c>active</c> or <c>gone</c>.</summary>
    public required string State { get; init; }

    /// <summary>Gets what is to be known of the name; empty where there is nothing.</summary>
    public required string Note { get; init; }

    internal static PersonView Of(KnownPerson person) =>
        new(person.Profile?.FirstName ?? "", person.Profile?.LastName ?? "", person.Profile?.Email ?? "")
        {
            State = person.IsActive ? "active" : "gone",
            Note =
                person.Profile is null or { FirstName: "", LastName: "" } && !person.IsCorrected ? "no name is shown"
                : person.IsCorrected ? "corrected at the person's request"
                : "",
        };
}

namespace CentralEndpoint.Privacy.Export;

/// <summary>One look that somebody of the staff took. The names of the members are those of the JSON.</summary>
/// <param name="Time">When.</param>
/// <param name="Roles">As what; empty for the program itself.</param>
/// <param name="Action">What it was.</param>
public sealed record AccessedView(DateTimeOffset Time, string Roles, string Action);

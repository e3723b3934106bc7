namespace TenantApp.Accounts;

/// <summary>Holds what the administrator entered for a new user, without the password.</summary>
/// <remarks>A class, not a record: its text shows no value.</remarks>
public sealed class NewUser
{
    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string UserName { get; init; }

    public required string Email { get; init; }

    public required AppRole Role { get; init; }

    public required string Team { get; init; }
}

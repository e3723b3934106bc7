namespace TenantApp.Tests.Support;

/// <summary>Is an invented person as an administrator would enter it.</summary>
internal sealed record Person
{
    public string FirstName { get; init; } = "Amelia";

    public string LastName { get; init; } = "Nguyen";

    public string UserName { get; init; } = "user-17";

    public string Password { get; init; } = "green-lamp-by-the-door";

    public string Email { get; init; } = "amelia.nguyen@customer.example";

    public string Role { get; init; } = "Viewer";

    public string Team { get; init; } = "Harbour";

    public (string Name, string Value)[] Fields() =>
        [
            (nameof(FirstName), FirstName),
            (nameof(LastName), LastName),
            (nameof(UserName), UserName),
            (nameof(Password), Password),
            (nameof(Email), Email),
            (nameof(Role), Role),
            (nameof(Team), Team),
        ];
}

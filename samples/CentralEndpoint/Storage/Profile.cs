namespace CentralEndpoint.Storage;

/// <summary>The person of one activity. A class without members of <see cref="object"/> that could print it.</summary>
public sealed class Profile(string firstName, string lastName, string email)
{
    public string FirstName { get; } = firstName;

    public string LastName { get; } = lastName;

    public string Email { get; } = email;
}

namespace UnitTestingYourApp;

/// <summary>Stands for a user as your application knows it.</summary>
public sealed class Employee
{
    public required string Number { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Email { get; init; }
}

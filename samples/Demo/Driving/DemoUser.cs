namespace Demo.Driving;

/// <summary>Is an invented person.</summary>
internal sealed class DemoUser
{
    private static readonly string[] FirstNames = ["Amelia", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Grace"];
    private static readonly string[] LastNames = ["Nguyen", "Okafor", "Petrov", "Quispe", "Rossi", "Suzuki"];

    private DemoUser(string firstName, string lastName, string userName)
    {
        FirstName = firstName;
        LastName = lastName;
        UserName = userName;
    }

    public string FirstName { get; }

    public string LastName { get; }

    public string UserName { get; }

    public string Email => $"{UserName}@customer.example";

    /// <summary>Makes the person with the given number; another number is another person.</summary>
    public static DemoUser Number(int number) =>
        new(FirstNames[number % FirstNames.Length], LastNames[number % LastNames.Length], $"person.{number}");
}

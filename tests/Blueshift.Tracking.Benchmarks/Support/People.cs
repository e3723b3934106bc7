namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Makes activities of invented people with keys and addresses as diverse as real ones, always the same.</summary>
internal static class People
{
    private static readonly string[] FirstNames =
    [
        "Amelia",
        "Björn",
        "Chloé",
        "Dmitri",
        "Esperanza",
        "Finn",
        "Giulia",
        "Hendrik",
        "Ikram",
        "Joanna",
        "Katarzyna",
        "Liang",
        "Mohammed",
        "Nora",
        "Oluwaseun",
        "Priya",
    ];

    private static readonly string[] LastNames =
    [
        "Andersson",
        "Bianchi",
        "Castillo",
        "Dubois",
        "Eriksen",
        "Fernández",
        "Grünwald",
        "Huang",
        "Ivanova",
        "Jovanović",
        "Kowalczyk",
        "Lindqvist",
        "Müller",
        "Nguyen",
        "O'Sullivan",
        "Papadopoulos",
    ];

    public static UserActivity[] Make(int count)
    {
        var random = new Random(20_261_124);
        return Enumerable.Range(0, count).Select(index => Make(index, random)).ToArray();
    }

    private static UserActivity Make(int index, Random random)
    {
        var firstName = FirstNames[random.Next(FirstNames.Length)];
        var lastName = LastNames[random.Next(LastNames.Length)];
        Span<byte> key = stackalloc byte[16];
        random.NextBytes(key);
        var user = new TrackedUser
        {
            Key = new Guid(key).ToString("D"),
            FirstName = firstName,
            LastName = lastName,
            Email = $"{firstName}.{lastName}.{random.Next(100_000)}@customer.example",
        };
        return index % 5 == 4 ? UserActivity.Deactivated(user) : UserActivity.Created(user);
    }
}

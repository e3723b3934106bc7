namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Makes invented people.</summary>
internal static class People
{
    public static Employee Employee(string name = "amelia", bool isActive = true) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Email = $"{name}@customer.example",
            FirstName = name,
            LastName = "Nguyen",
            IsActive = isActive,
        };

    public static Member Member(string name = "bruno") =>
        new()
        {
            Email = $"{name}@customer.example",
            Name = new MemberName { First = name, Last = "Okafor" },
        };
}

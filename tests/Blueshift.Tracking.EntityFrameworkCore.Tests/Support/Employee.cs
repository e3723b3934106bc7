namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a user with a key that the application makes, a flag, a soft delete and a filter.</summary>
internal class Employee
{
    public Guid Id { get; set; }

    public string? Email { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public bool IsActive { get; set; } = true;

    public DateTime? DeletedAt { get; set; }

    public int FailedLogins { get; set; }

    /// <summary>Gets or sets what keeps two writers from overwriting each other.</summary>
    public int Version { get; set; }

    public DateTime HiredAt { get; set; } = new(2024, 5, 1, 8, 0, 0, DateTimeKind.Utc);
}

namespace Blueshift.Tracking.Benchmarks.Saving;

/// <summary>Is a user of a host, with a key that the application makes.</summary>
internal sealed class SavedUser
{
    public required string Id { get; init; }

    public required string Email { get; set; }

    public required string FirstName { get; set; }

    public required string LastName { get; set; }

    public bool IsActive { get; set; } = true;

    public int FailedLogins { get; set; }
}

namespace Blueshift.Tracking.OutboxTarget;

/// <summary>Is a user of the host.</summary>
internal sealed class Person
{
    public required string Id { get; set; }

    public required string FirstName { get; set; }

    public required string LastName { get; set; }

    public required string Email { get; set; }
}

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Support;

/// <summary>Is a user who is not derived from Identity's, as a store that is not EF Core's may have it.</summary>
internal sealed class Member
{
    public Guid Id { get; set; } = new("5f5c1f30-8a55-4b7c-9d0e-0a4c7f2b1e11");

    public string UserName { get; set; } = "amelia";

    public string? FirstName { get; set; } = "Amelia";

    public string? LastName { get; set; } = "Nguyen";

    public string? Email { get; set; } = "amelia@customer.example";

    public bool IsActive { get; set; } = true;

    public int FailedSignIns { get; set; }

    public Member Copy() => (Member)MemberwiseClone();
}

using Microsoft.AspNetCore.Identity;

namespace UnitTestingYourApp;

/// <summary>Stands for a user of your application, as ASP.NET Core Identity keeps it.</summary>
public sealed class Account : IdentityUser
{
    public required string FirstName { get; set; }

    public required string LastName { get; set; }

    public bool IsActive { get; set; } = true;
}

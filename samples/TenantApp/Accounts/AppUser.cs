using Microsoft.AspNetCore.Identity;

namespace TenantApp.Accounts;

/// <summary>Is a user as the administrator entered it.</summary>
public sealed class AppUser : IdentityUser
{
    public const int MaxNameLength = 100;
    public const int MaxUserNameLength = 64;
    public const int MaxEmailLength = 254;
    public const int MaxTeamLength = 60;

    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    public string Team { get; set; } = "";

    public AppRole Role { get; set; }

    public bool IsActive { get; set; } = true;

    /// <summary>Gets or sets whether this is the account that the first start makes: it stands for no person.</summary>
    public bool IsBuiltIn { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

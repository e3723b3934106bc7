using Microsoft.AspNetCore.Identity;

namespace TenantApp.Accounts;

/// <summary>Holds what this application refuses on top of what Identity does.</summary>
public static class AdministrationErrors
{
    public static IdentityError OwnAccount { get; } =
        new() { Code = nameof(OwnAccount), Description = "You cannot deactivate your own account." };

    public static IdentityError UnknownUser { get; } =
        new() { Code = nameof(UnknownUser), Description = "There is no such user." };

    public static IdentityError Taken { get; } =
        new() { Code = nameof(Taken), Description = "The user name or the email address is already taken." };
}

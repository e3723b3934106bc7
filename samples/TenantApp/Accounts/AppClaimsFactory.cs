using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace TenantApp.Accounts;

/// <summary>Makes the signed-in principal: id, user name, role and team. It carries no first or last name and no email address.</summary>
public sealed class AppClaimsFactory : UserClaimsPrincipalFactory<AppUser>
{
    public const string TeamClaim = "team";

    public AppClaimsFactory(UserManager<AppUser> users, IOptions<IdentityOptions> options)
        : base(users, options) { }

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (identity.FindFirst(Options.ClaimsIdentity.EmailClaimType) is { } email)
        {
            identity.RemoveClaim(email);
        }
        identity.AddClaim(new Claim(Options.ClaimsIdentity.RoleClaimType, user.Role.ToString()));
        identity.AddClaim(new Claim(TeamClaim, user.Team));
        return identity;
    }
}

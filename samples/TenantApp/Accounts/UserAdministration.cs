using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TenantApp.Notifications;

namespace TenantApp.Accounts;

/// <summary>Creates, deactivates and reactivates users, and notifies them of what has been committed. Tracking sees it by itself.</summary>
public sealed class UserAdministration(UserManager<AppUser> users, UserNotifications notifications, TimeProvider clock)
{
    public async Task<IdentityResult> CreateAsync(NewUser entered, string password)
    {
        ArgumentNullException.ThrowIfNull(entered);
        var user = new AppUser
        {
            FirstName = entered.FirstName.Trim(),
            LastName = entered.LastName.Trim(),
            UserName = entered.UserName.Trim(),
            Email = entered.Email.Trim(),
            Role = entered.Role,
            Team = entered.Team.Trim(),
            CreatedAt = clock.GetUtcNow(),
        };
        var result = await CommitNewAsync(user, password);
        if (result.Succeeded)
        {
            await notifications.WelcomeAsync(user);
        }
        return result;
    }

    public async Task<IdentityResult> DeactivateAsync(string id, string administratorId)
    {
        if (string.Equals(id, administratorId, StringComparison.Ordinal))
        {
            return IdentityResult.Failed(AdministrationErrors.OwnAccount);
        }
        var user = await users.FindByIdAsync(id);
        if (user is null)
        {
            return IdentityResult.Failed(AdministrationErrors.UnknownUser);
        }
        var (result, changed) = await CommitStateAsync(user, active: false);
        if (changed)
        {
            await notifications.DeactivatedAsync(user);
        }
        return result;
    }

    public async Task<IdentityResult> ReactivateAsync(string id)
    {
        var user = await users.FindByIdAsync(id);
        if (user is null)
        {
            return IdentityResult.Failed(AdministrationErrors.UnknownUser);
        }
        var (result, changed) = await CommitStateAsync(user, active: true);
        if (changed)
        {
            await notifications.ReactivatedAsync(user);
        }
        return result;
    }

    private async Task<IdentityResult> CommitNewAsync(AppUser user, string password)
    {
        try
        {
            return await users.CreateAsync(user, password);
        }
        catch (DbUpdateException fault) when (UniqueIndex.Refused(fault))
        {
            // Identity looks before it saves; two requests at once pass that look, and the index refuses the second.
            return IdentityResult.Failed(AdministrationErrors.Taken);
        }
    }

    private async Task<(IdentityResult Result, bool Changed)> CommitStateAsync(AppUser user, bool active)
    {
        if (user.IsActive == active)
        {
            return (IdentityResult.Success, false);
        }
        user.IsActive = active;
        // Saves both: the state, and a new stamp that ends every session of the user at its next request.
        var result = await users.UpdateSecurityStampAsync(user);
        return (result, result.Succeeded);
    }
}

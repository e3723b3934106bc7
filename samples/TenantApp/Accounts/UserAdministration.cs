using Blueshift.Tracking;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TenantApp.Notifications;

namespace TenantApp.Accounts;

/// <summary>Creates, deactivates and reactivates users. What has been committed is then tracked and notified, in this order.</summary>
public sealed class UserAdministration(
    UserManager<AppUser> users,
    IUserActivityTracker tracker,
    UserNotifications notifications,
    TimeProvider clock,
    ILogger<UserAdministration> logger
)
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
            await TrackAsync(UserActivity.Created(Tracked(user)));
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
            await TrackAsync(UserActivity.Deactivated(Tracked(user)));
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
            await TrackAsync(UserActivity.Reactivated(Tracked(user)));
            await notifications.ReactivatedAsync(user);
        }
        return result;
    }

    private static TrackedUser Tracked(AppUser user) =>
        new()
        {
            Key = user.Id,
            FirstName = user.FirstName,
            LastName = user.LastName,
            Email = user.Email,
        };

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

    // The user's change is committed: neither a request that goes away nor a refusal may undo what the administrator did.
    private async Task TrackAsync(UserActivity activity)
    {
        try
        {
            var result = await tracker.TrackAsync(activity, CancellationToken.None);
            if (result.Status == TrackStatus.Refused)
            {
                LogRefusal(result.RefusalReason, result.ActivityId);
            }
        }
        catch (UserActivityRefusedException refusal)
        {
            LogRefusal(refusal.Reason, refusal.ActivityId);
        }
    }

    private void LogRefusal(RefusalReason reason, Guid activityId) =>
        logger.LogWarning("A user activity was not recorded: {Reason}, activity id {ActivityId}.", reason, activityId);
}

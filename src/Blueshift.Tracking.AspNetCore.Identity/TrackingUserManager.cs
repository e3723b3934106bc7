using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Blueshift.Tracking.AspNetCore.Identity.Managing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.AspNetCore.Identity;

/// <summary>
/// Tracks users that it creates, deactivates, reactivates and deletes, once the store has taken the change. Registered by
/// <see cref="UserActivityTrackingBuilderIdentityExtensions.UseUserManagerHook{TUser}"/>; a host that has a manager of its own derives it
/// from this one.
/// </summary>
/// <typeparam name="TUser">The user.</typeparam>
public class TrackingUserManager<TUser> : UserManager<TUser>
    where TUser : class
{
    private readonly UserManagerHook<TUser> _hook;

    /// <summary>Makes a manager of the services that Identity registers.</summary>
    /// <param name="store">Where the users are.</param>
    /// <param name="optionsAccessor">The options of Identity.</param>
    /// <param name="passwordHasher">Hashes passwords.</param>
    /// <param name="userValidators">Validate users.</param>
    /// <param name="passwordValidators">Validate passwords.</param>
    /// <param name="keyNormalizer">Normalizes names and addresses.</param>
    /// <param name="errors">Describes what Identity refuses.</param>
    /// <param name="services">The services of the request.</param>
    /// <param name="logger">Logs what the base class does.</param>
    /// <exception cref="InvalidOperationException"><c>UseUserManagerHook</c> was not called for this user.</exception>
    [SuppressMessage(
        "Major Code Smell",
        "S107:Methods should not have too many parameters",
        Justification = "They are the base class's."
    )]
    public TrackingUserManager(
        IUserStore<TUser> store,
        IOptions<IdentityOptions> optionsAccessor,
        IPasswordHasher<TUser> passwordHasher,
        IEnumerable<IUserValidator<TUser>> userValidators,
        IEnumerable<IPasswordValidator<TUser>> passwordValidators,
        ILookupNormalizer keyNormalizer,
        IdentityErrorDescriber errors,
        IServiceProvider services,
        ILogger<UserManager<TUser>> logger
    )
        : base(
            store,
            optionsAccessor,
            passwordHasher,
            userValidators,
            passwordValidators,
            keyNormalizer,
            errors,
            services,
            logger
        ) =>
        _hook =
            services.GetService<UserManagerHook<TUser>>()
            ?? throw new InvalidOperationException(
                $"TrackingUserManager<{typeof(TUser).Name}> tracks nothing yet. Add AddUserActivityTracking(…)"
                    + $".UseUserManagerHook<{typeof(TUser).Name}>()."
            );

    /// <inheritdoc/>
    public override async Task<IdentityResult> CreateAsync(TUser user)
    {
        var result = await base.CreateAsync(user).ConfigureAwait(false);
        if (result.Succeeded)
        {
            await _hook.CreatedAsync(user).ConfigureAwait(false);
        }
        return result;
    }

    /// <inheritdoc/>
    public override async Task<IdentityResult> DeleteAsync(TUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var before = await BeforeAsync(user).ConfigureAwait(false);
        var result = await base.DeleteAsync(user).ConfigureAwait(false);
        if (result.Succeeded)
        {
            await _hook.DeletedAsync(user, before).ConfigureAwait(false);
        }
        return result;
    }

    /// <inheritdoc/>
    public override async Task<TUser?> FindByIdAsync(string userId) =>
        _hook.Found(await base.FindByIdAsync(userId).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task<TUser?> FindByNameAsync(string userName) =>
        _hook.Found(await base.FindByNameAsync(userName).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task<TUser?> FindByEmailAsync(string email) =>
        _hook.Found(await base.FindByEmailAsync(email).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task<TUser?> FindByLoginAsync(string loginProvider, string providerKey) =>
        _hook.Found(await base.FindByLoginAsync(loginProvider, providerKey).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task<TUser?> FindByPasskeyIdAsync(byte[] credentialId) =>
        _hook.Found(await base.FindByPasskeyIdAsync(credentialId).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task<IList<TUser>> GetUsersForClaimAsync(Claim claim) =>
        Found(await base.GetUsersForClaimAsync(claim).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task<IList<TUser>> GetUsersInRoleAsync(string roleName) =>
        Found(await base.GetUsersInRoleAsync(roleName).ConfigureAwait(false));

    /// <inheritdoc/>
    protected override async Task<IdentityResult> UpdateUserAsync(TUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var before = await BeforeAsync(user).ConfigureAwait(false);
        var result = await base.UpdateUserAsync(user).ConfigureAwait(false);
        if (result.Succeeded)
        {
            await _hook.UpdatedAsync(user, before).ConfigureAwait(false);
        }
        return result;
    }

    private Task<SeenUser?> BeforeAsync(TUser user) => _hook.BeforeAsync(user, () => GetUserIdAsync(user));

    private IList<TUser> Found(IList<TUser> users)
    {
        foreach (var user in users)
        {
            _hook.Found(user);
        }
        return users;
    }
}

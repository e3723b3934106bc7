using Blueshift.Tracking.AspNetCore.Identity.Managing;
using Blueshift.Tracking.AspNetCore.Identity.Mapping;
using Blueshift.Tracking.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.AspNetCore.Identity;

/// <summary>Registers capture of the users of ASP.NET Core Identity.</summary>
public static class UserActivityTrackingBuilderIdentityExtensions
{
    /// <summary>
    /// Captures users of ASP.NET Core Identity that are created, deactivated, reactivated and deleted, by whatever code saves them in the
    /// context: <see cref="UserManager{TUser}"/>, a store, or the context itself.
    /// </summary>
    /// <typeparam name="TContext">The context that holds the users, as for <c>CaptureEntities</c>.</typeparam>
    /// <typeparam name="TUser">The user, derived from <see cref="IdentityUser{TKey}"/>.</typeparam>
    /// <param name="builder">What <c>AddUserActivityTracking</c> returned.</param>
    /// <param name="user">
    /// Changes what follows from Identity's conventions: the key is <c>Id</c>, the address is <c>Email</c>, the names are the properties
    /// <c>FirstName</c> or <c>GivenName</c>, and <c>LastName</c>, <c>Surname</c> or <c>FamilyName</c>; active is who is not locked out for
    /// good (<c>LockoutEnabled</c>, and <c>LockoutEnd</c> in the year 2100 or later). An <c>ActiveWhen</c> of your own takes the place of
    /// the last one.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="TUser"/> is not derived from <see cref="IdentityUser{TKey}"/>, it is tracked already, or another context has the
    /// outbox.
    /// </exception>
    /// <remarks>
    /// A lockout for some minutes after failed sign-ins is no removal. Where the user has no property by one of these names, start fails
    /// and names the call to add. Claims and roles are rows of their own: who says "deactivated" by one of them tracks it by hand.
    /// </remarks>
    public static UserActivityTrackingBuilder CaptureIdentity<TContext, TUser>(
        this UserActivityTrackingBuilder builder,
        Action<UserMapBuilder<TUser>>? user = null
    )
        where TContext : DbContext
        where TUser : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.CaptureEntities<TContext>(capture =>
            capture.Track<TUser>(map =>
            {
                IdentityConventions.Apply(map);
                user?.Invoke(map);
            })
        );
    }

    /// <summary>
    /// Tracks users that <see cref="UserManager{TUser}"/> creates, deactivates, reactivates and deletes, for stores that are not EF Core's.
    /// Weaker than <see cref="CaptureIdentity{TContext, TUser}"/>, which is the one to take wherever a context holds the users.
    /// </summary>
    /// <typeparam name="TUser">The user.</typeparam>
    /// <param name="builder">What <c>AddUserActivityTracking</c> returned.</param>
    /// <param name="user">
    /// Changes what follows from Identity's conventions, as for <see cref="CaptureIdentity{TContext, TUser}"/>. A user that is not
    /// derived from <see cref="IdentityUser{TKey}"/> has none: map its key, its address and its names.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The user has the hook already.</exception>
    /// <remarks>
    /// <para>
    /// It registers <see cref="TrackingUserManager{TUser}"/>, before or after Identity; a manager of the host's own is derived from it, or
    /// start fails. What the activity goes into is the host's choice, the journal or an outbox.
    /// </para>
    /// <para>
    /// The activity follows the change and is not one with it: of a process that ends between the two it is lost, of a transaction of the
    /// host's that is rolled back it is a ghost, and what passes the manager by is not seen. Comparing all users finds these, and needs
    /// an outbox and an <see cref="IUserDirectory"/>.
    /// </para>
    /// </remarks>
    public static UserActivityTrackingBuilder UseUserManagerHook<TUser>(
        this UserActivityTrackingBuilder builder,
        Action<UserMapBuilder<TUser>>? user = null
    )
        where TUser : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var map = new UserMapBuilder<TUser>();
        if (IdentityConventions.Fit(typeof(TUser)))
        {
            IdentityConventions.Apply(map);
        }
        user?.Invoke(map);
        HookRegistration.Add<TUser>(builder.Services, map.Map);
        return builder;
    }
}

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
}

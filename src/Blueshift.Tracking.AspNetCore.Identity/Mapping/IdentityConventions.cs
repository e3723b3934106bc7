using System.Linq.Expressions;
using System.Reflection;
using Blueshift.Tracking.EntityFrameworkCore;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.AspNetCore.Identity;

namespace Blueshift.Tracking.AspNetCore.Identity.Mapping;

/// <summary>Maps a user as Identity's own properties, and the usual names of further ones, suggest.</summary>
internal static class IdentityConventions
{
    // "For good" needs no clock: whoever locks a user out until then does not mean a while.
    private static readonly DateTimeOffset ForGood = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] FirstNames = ["FirstName", "GivenName"];
    private static readonly string[] LastNames = ["LastName", "Surname", "FamilyName"];

    /// <summary>Says whether a type is a user of Identity's own.</summary>
    public static bool Fit(Type type)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IdentityUser<>))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Maps what can be mapped.</summary>
    /// <exception cref="InvalidOperationException">The type is no user of Identity's.</exception>
    public static void Apply<TUser>(UserMapBuilder<TUser> map)
        where TUser : class
    {
        if (!Fit(typeof(TUser)))
        {
            throw new InvalidOperationException(
                $"{typeof(TUser).Name} is not derived from IdentityUser<TKey>. Map it by CaptureEntities<TContext>(capture => "
                    + $"capture.Track<{typeof(TUser).Name}>(…))."
            );
        }
        var user = Expression.Parameter(typeof(TUser), "user");
        Set(UserMember.Key, nameof(IdentityUser.Id));
        Set(UserMember.Email, nameof(IdentityUser.Email));
        SetFirst(UserMember.FirstName, FirstNames);
        SetFirst(UserMember.LastName, LastNames);
        map.Map.Set(UserMember.ActiveWhen, Expression.Lambda(IsNotLockedOutForGood(user), user));

        void Set(UserMember member, string property) =>
            map.Map.Set(member, Expression.Lambda(Expression.Property(user, property), user));

        void SetFirst(UserMember member, string[] names)
        {
            if (Array.Find(names, IsText) is { } found)
            {
                Set(member, found);
            }
        }

        static bool IsText(string name) =>
            typeof(TUser).GetProperty(name, BindingFlags.Public | BindingFlags.Instance)?.PropertyType
            == typeof(string);
    }

    private static UnaryExpression IsNotLockedOutForGood(ParameterExpression user) =>
        Expression.Not(
            Expression.AndAlso(
                Expression.Property(user, nameof(IdentityUser.LockoutEnabled)),
                Expression.GreaterThanOrEqual(
                    Expression.Property(user, nameof(IdentityUser.LockoutEnd)),
                    Expression.Constant(ForGood, typeof(DateTimeOffset?))
                )
            )
        );
}

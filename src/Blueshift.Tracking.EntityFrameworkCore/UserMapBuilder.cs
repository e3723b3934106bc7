using System.Linq.Expressions;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;

namespace Blueshift.Tracking.EntityFrameworkCore;

/// <summary>Says where an entity has what an activity tells of a user, by expressions over its mapped properties.</summary>
/// <typeparam name="TUser">The entity. Types derived from it are included.</typeparam>
/// <remarks>
/// Each expression is used three times: in memory, to compare a user before and after a change; to know which columns matter, which are
/// what a statement reads; and in memory again, to compare all users with what was sent: what counts as active is one function
/// everywhere, whatever the database makes of times and texts. Start fails with a sentence that names entity and member when one of them
/// uses anything but mapped properties, or a key has no form in SQL.
/// </remarks>
public sealed class UserMapBuilder<TUser>
    where TUser : class
{
    internal UserMapBuilder() { }

    internal UserMap Map { get; } = new(typeof(TUser), static plan => new UserQueries<TUser>(plan));

    /// <summary>Says what the user's stable key is. By default the primary key, which must then be a single column.</summary>
    /// <typeparam name="TKey">A string, a <see cref="Guid"/> or an integer. It is written with the invariant culture.</typeparam>
    /// <param name="key">The key: never given to another person later.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public UserMapBuilder<TUser> Key<TKey>(Expression<Func<TUser, TKey>> key) => With(UserMember.Key, key);

    /// <summary>Says what the user's email address is. Required.</summary>
    /// <param name="email">The address; <c>_ => null</c> where the host has none.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="email"/> is <see langword="null"/>.</exception>
    public UserMapBuilder<TUser> Email(Expression<Func<TUser, string?>> email) => With(UserMember.Email, email);

    /// <summary>Says what the user's first name is. Required. It may stand in an owned or complex type.</summary>
    /// <param name="firstName">The name; <c>_ => null</c> where the host has none.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="firstName"/> is <see langword="null"/>.</exception>
    public UserMapBuilder<TUser> FirstName(Expression<Func<TUser, string?>> firstName) =>
        With(UserMember.FirstName, firstName);

    /// <summary>Says what the user's last name is. Required. It may stand in an owned or complex type.</summary>
    /// <param name="lastName">The name; <c>_ => null</c> where the host has none.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="lastName"/> is <see langword="null"/>.</exception>
    public UserMapBuilder<TUser> LastName(Expression<Func<TUser, string?>> lastName) =>
        With(UserMember.LastName, lastName);

    /// <summary>Says who counts as a user. By default everybody whose row is there.</summary>
    /// <param name="predicate">
    /// The predicate. It is asked before and after each change; where the answers differ there is an activity. It uses properties of
    /// the entity itself, for a change of an owned entity leaves its owner unchanged.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is <see langword="null"/>.</exception>
    public UserMapBuilder<TUser> ActiveWhen(Expression<Func<TUser, bool>> predicate) =>
        With(UserMember.ActiveWhen, predicate);

    /// <summary>Says when the user was created: the date under which existing users are sent when <c>Baseline</c> is <c>Send</c>.</summary>
    /// <param name="createdAt">The date.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="createdAt"/> is <see langword="null"/>.</exception>
    public UserMapBuilder<TUser> CreatedAt(Expression<Func<TUser, DateTimeOffset?>> createdAt) =>
        With(UserMember.CreatedAt, createdAt);

    /// <summary>Says when the user was created: the date under which existing users are sent when <c>Baseline</c> is <c>Send</c>.</summary>
    /// <param name="createdAt">The date. One of no stated kind is taken for UTC, for that is what databases return.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="createdAt"/> is <see langword="null"/>.</exception>
    public UserMapBuilder<TUser> CreatedAt(Expression<Func<TUser, DateTime?>> createdAt) =>
        With(UserMember.CreatedAt, createdAt);

    private UserMapBuilder<TUser> With(UserMember member, LambdaExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        Map.Set(member, expression);
        return this;
    }
}

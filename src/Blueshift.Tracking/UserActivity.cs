using System.Diagnostics;

namespace Blueshift.Tracking;

/// <summary>Is one event in the life of one user. Immutable; <see cref="ToString"/> and the debugger show no personal value.</summary>
[DebuggerDisplay("UserActivity {Kind}")]
public sealed class UserActivity
{
    private UserActivity(TrackedUser user, UserActivityKind kind, DateTimeOffset? date, Guid? id)
    {
        User = user;
        Kind = kind;
        Date = date;
        Id = id;
    }

    /// <summary>Gets the user that the activity is about.</summary>
    [UserActivityPersonalData]
    public TrackedUser User { get; }

    /// <summary>Gets what happened.</summary>
    public UserActivityKind Kind { get; }

    /// <summary>Gets the status flag that follows from <see cref="Kind"/>.</summary>
    public UserActivityStatus Status =>
        Kind is UserActivityKind.Created or UserActivityKind.Reactivated
            ? UserActivityStatus.Addition
            : UserActivityStatus.Removal;

    /// <summary>Gets when it happened.</summary>
    /// <value><see langword="null"/> for the time at which the activity is recorded.</value>
    public DateTimeOffset? Date { get; }

    /// <summary>Gets the activity id that the host gave.</summary>
    /// <value><see langword="null"/> for a new UUID of version 7 (RFC 9562), made when the activity is recorded.</value>
    public Guid? Id { get; }

    /// <summary>Says that the user was created.</summary>
    /// <param name="user">The user.</param>
    /// <returns>An addition.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="user"/> is <see langword="null"/>.</exception>
    public static UserActivity Created(TrackedUser user) => Of(user, UserActivityKind.Created);

    /// <summary>Says that a deactivated user is active again.</summary>
    /// <param name="user">The user.</param>
    /// <returns>An addition.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="user"/> is <see langword="null"/>.</exception>
    public static UserActivity Reactivated(TrackedUser user) => Of(user, UserActivityKind.Reactivated);

    /// <summary>Says that the user was deactivated.</summary>
    /// <param name="user">The user.</param>
    /// <returns>A removal.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="user"/> is <see langword="null"/>.</exception>
    public static UserActivity Deactivated(TrackedUser user) => Of(user, UserActivityKind.Deactivated);

    /// <summary>Says that the user's record was deleted.</summary>
    /// <param name="user">The user.</param>
    /// <returns>A removal.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="user"/> is <see langword="null"/>.</exception>
    public static UserActivity Deleted(TrackedUser user) => Of(user, UserActivityKind.Deleted);

    /// <summary>Copies the activity with the date at which it happened, if that is not now.</summary>
    /// <param name="date">The date. The endpoint rejects one before the year 2000 or over 24 hours ahead.</param>
    /// <returns>A copy; the original is unchanged.</returns>
    public UserActivity At(DateTimeOffset date) => new(User, Kind, date, Id);

    /// <summary>Copies the activity with the date at which it happened, if that is not now.</summary>
    /// <param name="date">The date, with <see cref="DateTime.Kind"/> UTC or local.</param>
    /// <returns>A copy; the original is unchanged.</returns>
    /// <exception cref="ArgumentException">The kind of <paramref name="date"/> is unspecified, so the instant is not known.</exception>
    public UserActivity At(DateTime date)
    {
        if (date.Kind == DateTimeKind.Unspecified)
        {
            throw new ArgumentException(
                "The date has DateTimeKind.Unspecified, so its instant is not known. Say which it is with "
                    + "DateTime.SpecifyKind(date, DateTimeKind.Utc) or DateTimeKind.Local, or pass a DateTimeOffset.",
                nameof(date)
            );
        }
        return At(new DateTimeOffset(date.ToUniversalTime()));
    }

    /// <summary>Copies the activity with an id of the host's own, which makes the host's own retry idempotent.</summary>
    /// <param name="id">The activity id; unique for this client instance for ever, and without personal data in it.</param>
    /// <returns>A copy; the original is unchanged.</returns>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty.</exception>
    public UserActivity WithId(Guid id)
    {
        if (id == Guid.Empty)
        {
            throw new ArgumentException(
                "The activity id is the empty Guid. Pass the id that you stored with your change, or leave WithId out.",
                nameof(id)
            );
        }
        return new UserActivity(User, Kind, Date, id);
    }

    /// <summary>Returns the kind, never a value of the user.</summary>
    /// <returns>For example <c>UserActivity Created</c>.</returns>
    public override string ToString() => $"{nameof(UserActivity)} {Kind}";

    internal static UserActivity Of(TrackedUser user, UserActivityKind kind)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new UserActivity(user, kind, date: null, id: null);
    }
}

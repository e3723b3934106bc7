using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking;

/// <summary>Holds the user that an activity is about. Made by object initialiser, so that nothing is swapped or forgotten.</summary>
/// <remarks>
/// <see cref="ToString"/>, the debugger and exceptions never show a value of it. Values are adjusted when they are
/// recorded, never refused: outer white space is trimmed, a control character becomes a space, half a surrogate pair
/// becomes U+FFFD, a name is cut at 256 Unicode scalar values, and an email address that is longer than 320 or holds
/// control characters is recorded empty, because a cut address would be made up.
/// </remarks>
[DebuggerDisplay("TrackedUser (values are not shown)")]
public sealed class TrackedUser
{
    internal const int MaxKeyScalars = 256;

    private readonly string _key = "";

    /// <summary>Gets the host's own stable id of the user, for example the primary key as text.</summary>
    /// <value>
    /// 1 to 256 Unicode scalar values. It is never sent: a code derived from it keeps one person one person when the
    /// email address changes. Write a <see cref="Guid"/> in lower-case <c>D</c> form and an integer with the invariant culture.
    /// </value>
    /// <exception cref="ArgumentException">The value is <see langword="null"/>, empty, white space or too long.</exception>
    [UserActivityPersonalData]
    public required string Key
    {
        get => _key;
        [MemberNotNull(nameof(_key))]
        init => _key = Checked(value);
    }

    /// <summary>Gets the first name.</summary>
    /// <value><see langword="null"/> if the host does not have it; recorded as the empty string.</value>
    [UserActivityPersonalData]
    public required string? FirstName { get; init; }

    /// <summary>Gets the last name.</summary>
    /// <value><see langword="null"/> if the host does not have it; recorded as the empty string.</value>
    [UserActivityPersonalData]
    public required string? LastName { get; init; }

    /// <summary>Gets the email address.</summary>
    /// <value><see langword="null"/> if the host does not have it; recorded as the empty string.</value>
    [UserActivityPersonalData]
    public required string? Email { get; init; }

    /// <summary>Returns the type's name, never a value of the user.</summary>
    /// <returns>The text <c>TrackedUser</c>.</returns>
    public override string ToString() => nameof(TrackedUser);

    private static string Checked(string? key)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new ArgumentException(
                "TrackedUser.Key is empty. Give the user's stable id in your application, for example its primary key; "
                    + "a user that is not saved yet may not have one.",
                nameof(key)
            );
        }
        var scalars = key.EnumerateRunes().Count();
        if (scalars > MaxKeyScalars)
        {
            throw new ArgumentException(
                $"TrackedUser.Key has {scalars} Unicode scalar values; at most {MaxKeyScalars} are allowed. "
                    + "Give the user's id, not a text about the user.",
                nameof(key)
            );
        }
        return key;
    }
}

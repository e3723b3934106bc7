using System.Diagnostics;

namespace Blueshift.Tracking;

/// <summary>Is a user as an <see cref="IUserDirectory"/> has him. Neither a debugger nor <c>ToString</c> shows a value.</summary>
[DebuggerDisplay("DirectoryUser (values are not shown)")]
public sealed class DirectoryUser
{
    /// <summary>Gets the user's key, names and email address.</summary>
    public required TrackedUser User { get; init; }

    /// <summary>Gets whether the user counts as active.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Gets when the user was created, if the host knows; the date under which existing users are sent when <c>Baseline</c> is <c>Send</c>.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

namespace Blueshift.Tracking;

/// <summary>Says what happened to a user. It exists in memory only; what is stored and sent is the status flag.</summary>
public enum UserActivityKind
{
    /// <summary>The user was created: an addition.</summary>
    Created,

    /// <summary>The user was deactivated before and is active again: an addition.</summary>
    Reactivated,

    /// <summary>The user may not use the application any more: a removal.</summary>
    Deactivated,

    /// <summary>The user's record was deleted: a removal.</summary>
    Deleted,
}

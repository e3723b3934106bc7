namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is what became of the users who were there before tracking. The names are those of health, in lower case.</summary>
internal enum BaselineState
{
    /// <summary>There is no user directory, or it was not read yet.</summary>
    None,

    /// <summary>They are noted here, and nobody has decided whether they are sent.</summary>
    Undecided,

    Skipped,

    Sent,
}

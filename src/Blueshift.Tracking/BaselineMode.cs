namespace Blueshift.Tracking;

/// <summary>
/// Says what becomes of the users who were there before tracking was switched on. Whatever it says, each change of one of them is tracked
/// from then on.
/// </summary>
public enum BaselineMode
{
    /// <summary>They are noted on this side and not sent; health and one warning say how many until somebody decides.</summary>
    Ask,

    /// <summary>Those who are active are sent once, dated when they were created. One whose creation date is not known is not sent.</summary>
    Send,

    /// <summary>They are noted on this side and not sent.</summary>
    Skip,
}

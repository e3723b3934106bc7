namespace Blueshift.Tracking.Reconciling;

/// <summary>Says what the endpoint was not told of a user.</summary>
internal enum Difference
{
    None,
    Addition,
    Removal,
}

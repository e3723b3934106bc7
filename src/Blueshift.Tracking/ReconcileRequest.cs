namespace Blueshift.Tracking;

/// <summary>Says how users are compared with what the endpoint was told.</summary>
public sealed class ReconcileRequest
{
    /// <summary>Is the largest share of removals that is believed unasked.</summary>
    public const double DefaultMaxRemovalFraction = 0.1;

    /// <summary>Gets whether nothing is recorded and only counts are returned.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool DryRun { get; init; }

    /// <summary>
    /// Gets which share of the users that the endpoint knows as active may be removed. Above it nothing is recorded: a directory that lacks
    /// so many was more likely read from the wrong database than emptied.
    /// </summary>
    /// <value>0 to 1, default 0.1. Only 1 lets a directory without any user remove all.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0, above 1 or no number.</exception>
    public double MaxRemovalFraction
    {
        get;
        init =>
            field = value is >= 0 and <= 1
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "A share is from 0 to 1.");
    } = DefaultMaxRemovalFraction;
}

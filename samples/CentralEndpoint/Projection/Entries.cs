namespace CentralEndpoint.Projection;

/// <summary>How a user became active: words, because reports and the database use them as they are.</summary>
internal static class Entries
{
    /// <summary>Was active before the instance began to report. It is never shown as new.</summary>
    public const string Baseline = "baseline";

    /// <summary>Had never been active.</summary>
    public const string New = "new";

    /// <summary>Had been active before.</summary>
    public const string Reactivated = "reactivated";
}

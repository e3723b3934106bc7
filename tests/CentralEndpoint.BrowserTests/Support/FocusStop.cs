namespace CentralEndpoint.BrowserTests.Support;

/// <summary>Where the Tab key stopped: what it is, where it is in the document, and how it is marked.</summary>
internal sealed record FocusStop
{
    // Boxes of one line differ in height by this at most.
    private const double Tolerance = 4;

    public required string Html { get; init; }

    public required double Left { get; init; }

    public required double Right { get; init; }

    public required double Top { get; init; }

    public required double Bottom { get; init; }

    /// <summary>Gets whether it is folded and can be opened here.</summary>
    public required bool IsFold { get; init; }

    public required bool IsSeen { get; init; }

    public required string OutlineStyle { get; init; }

    public required double OutlineWidth { get; init; }

    public bool IsAt(FocusStop other) => (Html, Left, Top) == (other.Html, other.Left, other.Top);

    /// <summary>Tells whether a reader meets this one first: above, or in one line to the left.</summary>
    public bool IsReadBefore(FocusStop other) =>
        Bottom <= other.Top + Tolerance
        || (Top < other.Bottom - Tolerance && other.Top < Bottom - Tolerance && Right <= other.Left + Tolerance);
}

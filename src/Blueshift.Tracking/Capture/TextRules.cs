namespace Blueshift.Tracking.Capture;

/// <summary>Names the rules by which a person's text is adjusted. Tags of the counter <c>activities.adjusted</c>.</summary>
[Flags]
internal enum TextRules
{
    None = 0,

    /// <summary>White space at either end was taken off.</summary>
    Trimmed = 1,

    /// <summary>A control character became a space.</summary>
    Control = 2,

    /// <summary>Half a surrogate pair became U+FFFD.</summary>
    Surrogate = 4,

    /// <summary>A name was cut at its limit.</summary>
    Cut = 8,

    /// <summary>An email address that breaks its limits is sent empty.</summary>
    Emptied = 16,
}

namespace Blueshift.Tracking.Capture;

/// <summary>Is a text within its limits, with the rules that it took to get there. A plain struct: nothing prints it.</summary>
internal readonly struct AdjustedText(string value, TextRules rules)
{
    [UserActivityPersonalData]
    public string Value { get; } = value;

    public TextRules Rules { get; } = rules;
}

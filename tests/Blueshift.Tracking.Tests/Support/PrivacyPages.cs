namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is what a privacy officer reads and hands on.</summary>
internal static class PrivacyPages
{
    public static Page Main { get; } = new("docs/privacy.md");

    public static Page DataFlow { get; } = new("docs/privacy/data-flow.md");

    public static Page Record { get; } = new("docs/privacy/record-of-processing.md");

    public static IReadOnlyList<Page> All { get; } = [Main, DataFlow, Record];
}

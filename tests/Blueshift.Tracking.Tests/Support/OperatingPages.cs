namespace Blueshift.Tracking.Tests.Support;

/// <summary>Reads docs/operating.md as an operator does who looks for a section or a table.</summary>
internal static class OperatingPages
{
    private static readonly Page Operating = new("docs/operating.md");

    public static string Text => Operating.Text;

    /// <summary>Gets the text of a section of the third level; empty when there is none.</summary>
    public static string Section(string name) => Operating.Section(name);

    /// <summary>Gets the rows of the first table whose head begins with the given cells, without marks of code.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Table(params string[] head) => Operating.Table(head);

    /// <summary>Gets the one block of code in a language.</summary>
    public static string Code(string language) => Assert.ContainsSingle(Operating.Blocks(language));
}

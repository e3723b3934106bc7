namespace Blueshift.Tracking.Tests.Support;

/// <summary>Reads docs/operating.md as an operator does who looks for a section or a table.</summary>
internal static class OperatingPages
{
    public static string Text { get; } = Repository.Read("docs/operating.md");

    /// <summary>Gets the text of a section of the third level; empty when there is none.</summary>
    public static string Section(string name)
    {
        var begin = Text.IndexOf($"\n### {name}\n", StringComparison.Ordinal);
        if (begin < 0)
        {
            return "";
        }
        var end = Text.IndexOf("\n##", begin + 1, StringComparison.Ordinal);
        return end < 0 ? Text[begin..] : Text[begin..end];
    }

    /// <summary>Gets the rows of the first table whose head begins with the given cells, without marks of code.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Table(params string[] head)
    {
        var lines = Text.Split('\n');
        var begin = Array.FindIndex(lines, line => Cells(line).Take(head.Length).SequenceEqual(head));
        Assert.IsGreaterThanOrEqualTo(0, begin, $"There is no table {string.Join(", ", head)}.");
        return lines.Skip(begin + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells).ToList();
    }

    /// <summary>Gets the one block of code in a language.</summary>
    public static string Code(string language)
    {
        var blocks = Text.Split($"```{language}\n");
        Assert.HasCount(2, blocks, language);
        return blocks[1][..blocks[1].IndexOf("```", StringComparison.Ordinal)];
    }

    private static IReadOnlyList<string> Cells(string line) =>
        line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Replace("`", "")).ToList();
}

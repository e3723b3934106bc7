namespace Blueshift.Tracking.Tests.Support;

/// <summary>Reads a page of the documentation as somebody does who looks for a section, a table or a block of code.</summary>
internal sealed class Page(string path)
{
    public string Text { get; } = Repository.Read(path);

    /// <summary>Gets the text of a section of the third level; empty when there is none.</summary>
    public string Section(string name)
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
    public IReadOnlyList<IReadOnlyList<string>> Table(params string[] head)
    {
        var lines = Text.Split('\n');
        var begin = Array.FindIndex(lines, line => Cells(line).Take(head.Length).SequenceEqual(head));
        Assert.IsGreaterThanOrEqualTo(0, begin, $"There is no table {string.Join(", ", head)}.");
        return lines.Skip(begin + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells).ToList();
    }

    /// <summary>Gets the blocks of code in a language, in their order.</summary>
    public IReadOnlyList<string> Blocks(string language) =>
        Text.Split($"```{language}\n")
            .Skip(1)
            .Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])
            .ToList();

    private static IReadOnlyList<string> Cells(string line) =>
        line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Replace("`", "")).ToList();
}

namespace Blueshift.Tracking.Configuration;

/// <summary>Finds the setting that somebody probably meant.</summary>
internal static class Suggestion
{
    /// <summary>Finds the nearest known setting.</summary>
    /// <returns>A sentence that begins with a space, or the empty string when none is near.</returns>
    public static string For(string name)
    {
        var nearest = OptionKeys
            .All.Select(key => (key.Path, Distance: Distance(key.Name.ToUpperInvariant(), name.ToUpperInvariant())))
            .MinBy(candidate => candidate.Distance);
        return nearest.Distance <= Math.Max(2, name.Length / 3) ? $" Did you mean {nearest.Path}?" : "";
    }

    // Levenshtein: the fewest insertions, deletions and replacements.
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var row = 1; row <= left.Length; row++)
        {
            var current = new int[right.Length + 1];
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[^1];
    }
}

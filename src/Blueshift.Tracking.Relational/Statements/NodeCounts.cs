using System.Globalization;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Is what is added to the counters of one process.</summary>
/// <param name="Node">The process's name.</param>
/// <param name="Delivered">How many more were delivered.</param>
/// <param name="Dropped">How many more were given up.</param>
/// <param name="Last">The highest number of which no row is left; 0 when every row is.</param>
internal sealed record NodeCounts(string Node, long Delivered, long Dropped, long Last)
{
    // Processes come and go, and each is to leave no row behind; a few rows let nodes settle without waiting for each other.
    private const int Rows = 16;

    /// <summary>Gets what the names of all rows of an instance begin with.</summary>
    public static string Prefix(string instance) => $"node:{instance}:";

    /// <summary>Gets the name of the row.</summary>
    public string NameIn(string instance) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix(instance)}{Node.Sum(static character => character) % Rows:00}"
        );
}

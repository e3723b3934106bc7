using Blueshift.Tracking.Relational.Schema;

namespace Blueshift.Tracking.Relational;

/// <summary>Writes the statements that make the outbox's tables, for hosts that do not have their schema from EF Core migrations.</summary>
public static class OutboxScript
{
    /// <summary>Is the prefix of the tables' names where none is given.</summary>
    public const string DefaultPrefix = "blueshift_";

    /// <summary>Writes statements that make the three tables and their indexes where they are not there yet. Running them again changes nothing.</summary>
    /// <param name="provider">The database.</param>
    /// <param name="prefix">
    /// What the names of the tables begin with: 1 to 32 lower-case letters, digits and underscores, the first no digit. By default
    /// <see cref="DefaultPrefix"/>.
    /// </param>
    /// <param name="schema">
    /// The schema of the tables, which must be there: 1 to 63 lower-case letters, digits and underscores, the first no digit. By default
    /// the one that the connection finds first. SQLite has none.
    /// </param>
    /// <returns>Statements that each end with a semicolon and a line feed.</returns>
    /// <exception cref="ArgumentException">A name has other characters or another length, or a schema is given for SQLite.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="prefix"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="provider"/> is none of the names.</exception>
    public static string Create(OutboxProvider provider, string prefix = DefaultPrefix, string? schema = null) =>
        TableDefinitions.Write(provider, TableNames.Of(provider, prefix, schema));
}

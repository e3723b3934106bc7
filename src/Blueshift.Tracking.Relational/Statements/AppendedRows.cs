namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Is what was appended: rows that were there already are not among it.</summary>
/// <param name="Numbers">The numbers that they were given.</param>
/// <param name="Bytes">What they take.</param>
internal sealed record AppendedRows(IReadOnlyList<long> Numbers, long Bytes)
{
    public static AppendedRows None { get; } = new([], 0);
}

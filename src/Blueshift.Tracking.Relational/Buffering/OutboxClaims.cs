using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Knows the claims that this process holds, each with the rows that it took under a name of its own. Safe for several threads.</summary>
internal sealed class OutboxClaims
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Claim, Held> _held = [];

    /// <summary>Gets how many rows are held.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _held.Values.Sum(static held => held.Rows.Count);
            }
        }
    }

    /// <summary>Makes a claim of rows that were read.</summary>
    public Claim Add(string source, string owner, IReadOnlyList<(OutboxRow Row, ReadOnlyMemory<byte> Bytes)> rows)
    {
        var activities = rows.Select(static read => new ClaimedActivity(read.Row.Sequence, read.Row.Id, read.Bytes))
            .ToArray();
        var claim = new Claim(source, activities);
        lock (_lock)
        {
            _held.Add(claim, new Held(owner, [.. rows.Select(static read => read.Row)]));
        }
        return claim;
    }

    /// <summary>Ends a claim.</summary>
    /// <exception cref="ArgumentException">The counts differ; the claim is still held.</exception>
    /// <exception cref="InvalidOperationException">The claim is not held.</exception>
    public Held End(Claim claim, int settlements)
    {
        if (settlements != claim.Activities.Count)
        {
            throw new ArgumentException(
                $"The claim has {claim.Activities.Count} activities, but {settlements} settlements were given.",
                nameof(settlements)
            );
        }
        lock (_lock)
        {
            return _held.Remove(claim, out var held)
                ? held
                : throw new InvalidOperationException("The claim is not held by this buffer: it was settled before.");
        }
    }

    /// <summary>Is what a claim stands for.</summary>
    /// <param name="Owner">The name under which the rows are held.</param>
    /// <param name="Rows">The rows, in the order of the claim's activities.</param>
    public sealed record Held(string Owner, IReadOnlyList<OutboxRow> Rows);
}

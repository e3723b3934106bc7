using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Sealing;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Is rows by whether they can be read. Does no I/O.</summary>
internal sealed class OpenedRows
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMinutes(1);

    private readonly List<OutboxRow> _locked = [];
    private readonly List<OutboxRow> _damaged = [];

    private OpenedRows() { }

    /// <summary>Gets those that can be read, each with the activity's own part of the wire JSON, in their order.</summary>
    public List<(OutboxRow Row, ReadOnlyMemory<byte> Bytes)> Readable { get; } = [];

    /// <summary>Gets whether some wait for their key.</summary>
    public bool HasLocked => _locked.Count > 0;

    /// <summary>Gets whether some cannot be read, now or ever.</summary>
    public bool HasOthers => HasLocked || _damaged.Count > 0;

    public static OpenedRows Of(IReadOnlyList<OutboxRow> rows, IOutboxSeal seal)
    {
        var opened = new OpenedRows();
        Span<byte> id = stackalloc byte[16];
        foreach (var row in rows)
        {
            row.Id.TryWriteBytes(id, bigEndian: true, out _);
            if (seal.Open(row.Payload, id) is { } payload && ActivityRecord.TryRead(payload, out var record))
            {
                opened.Readable.Add((row, payload.AsMemory(record.All.Length - record.Bytes.Length)));
            }
            else
            {
                (seal.Knows(row.Payload) ? opened._damaged : opened._locked).Add(row);
            }
        }
        return opened;
    }

    /// <summary>Says what becomes of those that cannot be read: they wait for a minute, or are given up.</summary>
    public SettledRows Others(DateTimeOffset now)
    {
        var settled = new SettledRows();
        var due = (now + BetweenAttempts).ToUnixTimeMilliseconds();
        foreach (var rows in _locked.GroupBy(static row => row.State))
        {
            settled.Freed.Add(
                new FreedRows(
                    [.. rows.Select(static row => row.Sequence)],
                    rows.Key,
                    due,
                    Reason: null,
                    IsUntold: false
                )
            );
        }
        if (_damaged.Count > 0)
        {
            settled.Dropped[DropReason.Damaged] = [.. _damaged.Select(static row => row.Sequence)];
        }
        return settled;
    }
}

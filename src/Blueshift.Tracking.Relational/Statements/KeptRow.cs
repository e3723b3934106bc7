using System.Data.Common;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Is a row that can still be read. No record: nothing prints it.</summary>
internal sealed class KeptRow
{
    public required long Sequence { get; init; }

    [UserActivityPersonalData]
    public required byte[] Payload { get; init; }

    public required RowState State { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Gets whether a request that carries it is under way.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>Reads a row of <see cref="ArchiveStatements.Page"/>.</summary>
    public static KeptRow Read(DbDataReader row) =>
        new()
        {
            Sequence = row.GetInt64(0),
            Payload = (byte[])row.GetValue(1),
            State = (RowState)row.GetInt64(2),
            RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            IsHeld = row.GetInt64(4) != 0,
        };
}

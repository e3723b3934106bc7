using System.Data.Common;
using Blueshift.Tracking.Relational.Sealing;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Is a row that can still be read. No record: nothing prints it.</summary>
internal sealed class KeptRow
{
    public required long Sequence { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Gets the record: as it is stored, and in clear once it was opened.</summary>
    [UserActivityPersonalData]
    public required byte[] Payload { get; set; }

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
            Id = new Guid((byte[])row.GetValue(5), bigEndian: true),
        };

    /// <summary>Opens the record.</summary>
    /// <returns><see langword="false"/> when its key is not at hand, or it is damaged.</returns>
    public bool TryOpen(IOutboxSeal seal)
    {
        var opened = seal.Open(Payload, Id.ToByteArray(bigEndian: true));
        Payload = opened ?? Payload;
        return opened is not null;
    }
}

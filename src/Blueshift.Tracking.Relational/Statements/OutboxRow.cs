using System.Data.Common;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Is a claimed row. No record: nothing prints it.</summary>
internal sealed class OutboxRow
{
    public required long Sequence { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Gets the activity as it is stored, sealed or not.</summary>
    [UserActivityPersonalData]
    public required byte[] Payload { get; init; }

    public required int Origin { get; init; }

    public required long Size { get; init; }

    public required RowState State { get; init; }

    /// <summary>Reads a row of <see cref="OutboxStatements.Claim"/>.</summary>
    public static OutboxRow Read(DbDataReader row) =>
        new()
        {
            Sequence = row.GetInt64(0),
            Id = new Guid((byte[])row.GetValue(1), bigEndian: true),
            Payload = (byte[])row.GetValue(2),
            Origin = (int)row.GetInt64(3),
            Size = row.GetInt64(4),
            State = (RowState)row.GetInt64(5),
        };
}

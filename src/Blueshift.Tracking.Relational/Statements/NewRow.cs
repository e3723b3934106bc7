using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Is a row to be appended. No record: nothing prints it.</summary>
internal sealed class NewRow
{
    /// <summary>Is what a row takes in the table and its indexes beside its payload, about.</summary>
    public const int Overhead = 160;

    public required Guid Id { get; init; }

    [UserActivityPersonalData]
    public required byte[] Subject { get; init; }

    [UserActivityPersonalData]
    public required byte[] Payload { get; init; }

    public long Size => Payload.Length + Overhead;

    /// <summary>Makes rows of encoded activities, in their order.</summary>
    public static IReadOnlyList<NewRow> Of(EncodedActivities activities)
    {
        var rows = new List<NewRow>(activities.Count);
        var records = activities.Records;
        while (ActivityRecord.TryRead(records, out var record))
        {
            rows.Add(
                new NewRow
                {
                    Id = record.Id,
                    Subject = record.Subject.ToArray(),
                    Payload = record.All.ToArray(),
                }
            );
            records = records[record.All.Length..];
        }
        return rows;
    }
}

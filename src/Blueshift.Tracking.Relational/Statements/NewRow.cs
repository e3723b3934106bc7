using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Relational.Sealing;

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

    /// <summary>Gets why it is recorded, which decides its place among what is claimed.</summary>
    public required ActivityOrigin Origin { get; init; }

    public long Size => Payload.Length + Overhead;

    /// <summary>Makes rows of encoded activities, in their order.</summary>
    /// <returns><see langword="null"/> when no key is at hand that seals them.</returns>
    public static IReadOnlyList<NewRow>? TryMake(
        EncodedActivities activities,
        IOutboxSeal seal,
        ActivityOrigin origin = ActivityOrigin.Live
    )
    {
        var rows = new List<NewRow>(activities.Count);
        var records = activities.Records;
        Span<byte> id = stackalloc byte[16];
        while (ActivityRecord.TryRead(records, out var record))
        {
            record.Id.TryWriteBytes(id, bigEndian: true, out _);
            if (seal.Seal(record.All, id) is not { } payload)
            {
                return null;
            }
            rows.Add(
                new NewRow
                {
                    Id = record.Id,
                    Subject = record.Subject.ToArray(),
                    Payload = payload,
                    Origin = origin,
                }
            );
            records = records[record.All.Length..];
        }
        return rows;
    }
}

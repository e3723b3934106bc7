using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Sealing;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Is what a delivered activity makes of the ledger. No record: nothing prints it.</summary>
internal sealed class LedgerEntry
{
    [UserActivityPersonalData]
    public required byte[] Subject { get; init; }

    public required UserActivityStatus Status { get; init; }

    public required long Date { get; init; }

    public required long Sequence { get; init; }

    /// <summary>Gets who it is, sealed; <see langword="null"/> of a removal, and when no key is at hand.</summary>
    [UserActivityPersonalData]
    public byte[]? Contact { get; private init; }

    /// <summary>Reads it out of a row.</summary>
    /// <returns><see langword="null"/> when the row cannot be read.</returns>
    public static LedgerEntry? TryRead(OutboxRow row, IOutboxSeal seal)
    {
        var payload = seal.Open(row.Payload, row.Id.ToByteArray(bigEndian: true));
        if (
            payload is null
            || !ActivityRecord.TryRead(payload, out var record)
            || StoredActivity.TryRead(record) is not { Date: { } date } stored
        )
        {
            return null;
        }
        var subject = record.Subject.ToArray();
        return new LedgerEntry
        {
            Subject = subject,
            Status = record.Status,
            Date = date.ToUnixTimeMilliseconds(),
            Sequence = row.Sequence,
            Contact = record.Status == UserActivityStatus.Addition ? Sealed(record, stored, subject, seal) : null,
        };
    }

    private static byte[]? Sealed(ActivityRecord record, StoredActivity stored, byte[] subject, IOutboxSeal seal) =>
        seal.Seal(
            LedgerContact.Write(
                new TrackedUser
                {
                    Key = record.KeyText(),
                    FirstName = stored.FirstName,
                    LastName = stored.LastName,
                    Email = stored.Email,
                }
            ),
            subject
        );
}

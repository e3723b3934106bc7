using System.Data.Common;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Sealing;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Reads rows of the ledger.</summary>
internal static class LedgerRow
{
    /// <summary>Reads subject, status, date, contact, and whether something is pending.</summary>
    public static LedgerLine Read(DbDataReader row, IOutboxSeal seal)
    {
        var subject = (byte[])row.GetValue(0);
        var contact = row.IsDBNull(3) ? null : seal.Open((byte[])row.GetValue(3), subject);
        return new LedgerLine
        {
            Subject = Subject.NumberOf(subject),
            Status = (LedgerStatus)row.GetInt64(1),
            Date = row.GetInt64(2),
            Contact = contact is null ? null : LedgerContact.Read(contact),
            IsPending = row.GetInt64(4) != 0,
        };
    }

    /// <summary>Reads subject, status and date.</summary>
    public static LedgerLine Read(DbDataReader row) =>
        new()
        {
            Subject = Subject.NumberOf((byte[])row.GetValue(0)),
            Status = (LedgerStatus)row.GetInt64(1),
            Date = row.GetInt64(2),
        };

    /// <summary>Notes of a user that something of him is pending.</summary>
    public static LedgerLine Pending(UInt128 subject, LedgerLine? line) =>
        new()
        {
            Subject = subject,
            Status = line?.Status,
            Date = line?.Date ?? 0,
            IsPending = true,
        };
}

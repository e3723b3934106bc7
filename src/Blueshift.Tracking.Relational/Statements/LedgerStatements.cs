using System.Globalization;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Schema;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Holds the statements of the ledger.</summary>
internal sealed class LedgerStatements(TableNames names)
{
    private static readonly string Suppressed = Number(LedgerStatus.Suppressed);
    private static readonly string Unsent = Number(LedgerStatus.Unsent);
    private static readonly string CountsAsActive = $"IN ({Number(LedgerStatus.Active)}, {Unsent})";
    private static readonly string IsKept = $"state < {OutboxStatements.Number(RowState.GivenUp)}";

    /// <summary>Reads of some users what is known, without who they are.</summary>
    public string Find(int count) =>
        $"SELECT subject, status, date FROM {names.Ledger} WHERE instance = @instance AND subject IN ({Subjects(count)})";

    /// <summary>Reads of which of some users an activity is kept that is not delivered.</summary>
    public string FindPending(int count) =>
        $"SELECT DISTINCT subject FROM {names.Outbox} WHERE instance = @instance AND subject IN ({Subjects(count)}) AND {IsKept}";

    /// <summary>Reads one user with who he is.</summary>
    public string FindOne =>
        $"SELECT subject, status, date, contact, 0 FROM {names.Ledger} WHERE instance = @instance AND subject = @s0";

    /// <summary>Reads the next who count as active, in the order of their codes.</summary>
    public string Active =>
        $"""
            SELECT subject, status, date, contact, CASE WHEN EXISTS (
              SELECT 1 FROM {names.Outbox} WHERE {names.Outbox}.instance = @instance
                AND {names.Outbox}.subject = {names.Ledger}.subject AND {IsKept}) THEN 1 ELSE 0 END
            FROM {names.Ledger} WHERE instance = @instance AND status {CountsAsActive} AND subject > @after
            ORDER BY subject LIMIT @count
            """;

    /// <summary>Reads the codes of all who count as active.</summary>
    public string ActiveSubjects =>
        $"SELECT subject FROM {names.Ledger} WHERE instance = @instance AND status {CountsAsActive}";

    public string CountActive =>
        $"SELECT COUNT(*) FROM {names.Ledger} WHERE instance = @instance AND status {CountsAsActive}";

    public string CountUnsent =>
        $"SELECT COUNT(*) FROM {names.Ledger} WHERE instance = @instance AND status = {Unsent}";

    /// <summary>Reads the next of all that is kept, in the order of their codes.</summary>
    public string Page =>
        $"""
            SELECT subject, status, date, contact, 0 FROM {names.Ledger}
            WHERE instance = @instance AND subject > @after ORDER BY subject LIMIT @count
            """;

    /// <summary>Writes what the endpoint has, unless it has something later. Each user stands in it once.</summary>
    public string Upsert(int count)
    {
        var rows = Enumerable
            .Range(0, count)
            .Select(static row =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"(@instance, @s{row}, @status{row}, @date{row}, @contact{row})"
                )
            );
        return $"""
            INSERT INTO {names.Ledger} (instance, subject, status, date, contact) VALUES {string.Join(", ", rows)}
            ON CONFLICT (instance, subject) DO UPDATE SET
              status = excluded.status, date = excluded.date, contact = excluded.contact
            WHERE excluded.date >= {names.Prefix}ledger.date
            """;
    }

    /// <summary>Notes that the endpoint wants nothing of a user, whatever is known of him.</summary>
    public string Suppress =>
        $"""
            INSERT INTO {names.Ledger} (instance, subject, status, date) VALUES (@instance, @subject, {Suppressed}, @date)
            ON CONFLICT (instance, subject) DO UPDATE SET status = {Suppressed}, contact = NULL,
              date = CASE WHEN excluded.date > {names.Prefix}ledger.date THEN excluded.date ELSE {names.Prefix}ledger.date END
            """;

    /// <summary>Notes a user as there before tracking, unless something is known of him or on its way.</summary>
    public string Note =>
        $"""
            INSERT INTO {names.Ledger} (instance, subject, status, date, contact)
            SELECT @instance, @subject, {Unsent}, 0, @contact WHERE NOT EXISTS (
              SELECT 1 FROM {names.Outbox} WHERE instance = @instance AND subject = @subject AND {IsKept})
            ON CONFLICT (instance, subject) DO NOTHING
            """;

    /// <summary>Forgets when whoever is active was last told of: the endpoint may have lost it.</summary>
    public string ForgetDates =>
        $"UPDATE {names.Ledger} SET date = 0 WHERE instance = @instance AND status = {Number(LedgerStatus.Active)}";

    public string Delete(int count) =>
        $"DELETE FROM {names.Ledger} WHERE instance = @instance AND subject IN ({Subjects(count)})";

    private static string Subjects(int count) =>
        string.Join(
            ", ",
            Enumerable.Range(0, count).Select(static index => string.Create(CultureInfo.InvariantCulture, $"@s{index}"))
        );

    private static string Number(LedgerStatus status) => ((int)status).ToString(CultureInfo.InvariantCulture);
}

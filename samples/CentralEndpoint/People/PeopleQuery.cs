using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.People;

/// <summary>
/// Reads the users of one instance with their names, for somebody who may and who says what for; the audit has it before they see it.
/// Who was erased or had the use of their data restricted has no name here, and is there all the same.
/// </summary>
internal sealed class PeopleQuery(EndpointStore store, ProfileSealer sealer, AuditTrail audit)
{
    /// <param name="reader">Who reads.</param>
    /// <param name="instance">The instance, which must be one of the reader's.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="reference">What the purpose refers to, such as the number of a ticket.</param>
    /// <exception cref="RequestRefusedException">The reader may not.</exception>
    public async Task<IReadOnlyList<KnownPerson>> ReadAsync(
        StaffMember reader,
        string instance,
        NamePurpose purpose,
        string? reference = null
    )
    {
        RequestInput.Require(
            reader.May(Right.Names) && reader.IsAssigned(instance),
            "The names of this instance are not for you."
        );
        var act = reader.Act(AuditActions.NamesViewed, $"instance {instance}") with
        {
            Count = await store.ReportAsync(db => CountAsync(db, instance)),
            Purpose = purpose.Word,
            Reference = reference,
        };
        return await audit.ReadAsync(act, db => ReadAsync(db, instance));
    }

    private static Task<int> CountAsync(EndpointDbContext db, string instance) =>
        db
            .Activities.Where(row => row.InstanceId == instance && row.Voided == null)
            .Select(row => row.Subject)
            .Distinct()
            .CountAsync();

    private async Task<IReadOnlyList<KnownPerson>> ReadAsync(EndpointDbContext db, string instance)
    {
        var hidden = await db
            .Restrictions.Where(row => row.InstanceId == instance)
            .Select(row => row.Subject)
            .Union(
                db.Suppressions.Where(row => row.InstanceId == instance && row.Lifted == null)
                    .Select(row => row.StandIn)
            )
            .ToHashSetAsync(StringComparer.Ordinal);
        var corrections = await db
            .Corrections.AsNoTracking()
            .Where(row => row.InstanceId == instance && row.Ended == null)
            .ToDictionaryAsync(row => row.Subject, StringComparer.Ordinal);
        var people = await LatestAsync(db, instance);
        return people.ConvertAll(one =>
        {
            var isHidden = hidden.Contains(one.Subject);
            var correction = isHidden ? null : corrections.GetValueOrDefault(one.Subject);
            return new KnownPerson
            {
                Subject = one.Subject,
                IsActive = one.IsActive,
                IsCorrected = correction is not null,
                Profile =
                    isHidden ? null
                    : correction is not null ? sealer.OpenCorrection(correction)
                    : one is { Activity: { } activity, Box: { } box } ? sealer.Open(instance, activity, box)
                    : null,
            };
        });
    }

    // By its date, not by its arrival, as a user's state is.
    private static Task<List<LatestPerson>> LatestAsync(EndpointDbContext db, string instance) =>
        db
            .Database.SqlQuery<LatestPerson>(
                $"""
                SELECT u.subject AS "Subject", k.id AS "Activity", k.box AS "Box",
                       EXISTS (SELECT 1 FROM active_interval v
                               WHERE v.instance = {instance} AND v.subject = u.subject AND v.ended IS NULL) AS "IsActive"
                FROM (SELECT DISTINCT subject FROM activity WHERE instance = {instance} AND voided IS NULL) u
                LEFT JOIN (
                    SELECT a.subject, a.id, p.box,
                           ROW_NUMBER() OVER (PARTITION BY a.subject ORDER BY a.date DESC, a.sequence DESC, a.id DESC) AS place
                    FROM activity a JOIN profile p ON p.instance = a.instance AND p.activity = a.id
                    WHERE a.instance = {instance} AND a.voided IS NULL
                ) k ON k.subject = u.subject AND k.place = 1
                ORDER BY u.subject
                """
            )
            .ToListAsync();
}

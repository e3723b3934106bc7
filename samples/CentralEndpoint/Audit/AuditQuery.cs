using CentralEndpoint.Access;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Audit;

/// <summary>Reads the chain for people, after it was noted in it that they did.</summary>
internal sealed class AuditQuery(AuditTrail trail)
{
    /// <summary>Is how many entries are on a page.</summary>
    public const int Entries = 100;

    /// <param name="member">Who asks. Without the right to the whole audit it is about what they did themselves.</param>
    /// <param name="filter">Which entries.</param>
    public Task<AuditList> RunAsync(StaffMember member, AuditFilter filter)
    {
        var isOwn = !member.May(Right.Audit);
        return trail.ReadAsync(
            member.Act(AuditActions.AuditViewed, filter.ToTarget()),
            async db =>
            {
                var rows = filter.Apply(db.AuditEntries.AsNoTracking());
                rows = isOwn ? rows.Where(row => row.Actor == member.Account) : rows;
                var page = await rows.OrderByDescending(static row => row.Number).Take(Entries + 1).ToListAsync();
                var shown = page.Take(Entries).Select(ViewOf).ToList();
                return new AuditList(shown, page.Count > Entries ? shown[^1].Number : null, isOwn);
            }
        );
    }

    private static AuditEntryView ViewOf(AuditEntryRow row) =>
        new(
            row.Number,
            DateTimeOffset.FromUnixTimeMilliseconds(row.Time),
            row.Actor,
            row.Roles,
            row.Action,
            row.Target,
            row.Count
        )
        {
            Purpose = row.Purpose,
            Reference = row.Reference,
            Request = row.Request,
        };
}

using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Corrections;

/// <summary>Finds what came after a correction and says something else: of each user the latest such activity.</summary>
internal sealed class CorrectionConflicts(ProfileSealer sealer)
{
    /// <param name="db">May read what is of every instance.</param>
    /// <param name="number">The request whose people are meant.</param>
    public async Task<IReadOnlyList<CorrectionConflict>> FindAsync(EndpointDbContext db, long number)
    {
        var corrections = await db
            .Corrections.AsNoTracking()
            .Where(row =>
                row.Ended == null
                && db.RequestPeople.Any(one =>
                    one.Request == number && one.InstanceId == row.InstanceId && one.Subject == row.Subject
                )
            )
            .ToListAsync();
        var conflicts = new List<CorrectionConflict>();
        foreach (var correction in corrections)
        {
            if (await FindAsync(db, correction) is { } conflict)
            {
                conflicts.Add(conflict);
            }
        }

        return conflicts;
    }

    private async Task<CorrectionConflict?> FindAsync(EndpointDbContext db, CorrectionRow correction)
    {
        var latest = await Later(db, correction)
            .Join(
                db.Profiles,
                activity => new { activity.InstanceId, activity.Id },
                profile => new { profile.InstanceId, Id = profile.ActivityId },
                (activity, profile) =>
                    new
                    {
                        activity.Id,
                        activity.Date,
                        activity.Sequence,
                        activity.Received,
                        profile.Box,
                    }
            )
            .OrderByDescending(one => one.Date)
            .ThenByDescending(one => one.Sequence)
            .ThenByDescending(one => one.Id)
            .FirstOrDefaultAsync();
        if (latest is null)
        {
            return null;
        }

        var sent = sealer.Open(correction.InstanceId, latest.Id, latest.Box);
        var corrected = sealer.OpenCorrection(correction);
        return IsSame(sent, corrected)
            ? null
            : new CorrectionConflict
            {
                Instance = correction.InstanceId,
                Subject = correction.Subject,
                Received = latest.Received,
                Corrected = corrected,
                Sent = sent,
            };
    }

    private static IQueryable<ActivityRow> Later(EndpointDbContext db, CorrectionRow correction) =>
        db.Activities.Where(row =>
            row.InstanceId == correction.InstanceId
            && row.Subject == correction.Subject
            && row.Received > correction.Time
            && row.Voided == null
        );

    private static bool IsSame(Profile one, Profile other) =>
        one.FirstName == other.FirstName && one.LastName == other.LastName && one.Email == other.Email;
}

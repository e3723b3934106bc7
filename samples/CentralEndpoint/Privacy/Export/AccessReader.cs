using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Export;

/// <summary>Reads all that is kept of one user of an instance, and opens it.</summary>
internal sealed class AccessReader(EndpointDbContext db, ProfileSealer sealer)
{
    public async Task<AccessedUser> ReadAsync(string instance, string subject) =>
        new()
        {
            Instance = instance,
            Client = await db.Instances.Where(row => row.Id == instance).Select(row => row.Client).SingleAsync(),
            Subject = subject,
            IsRestricted = await db.Restrictions.AnyAsync(row => row.InstanceId == instance && row.Subject == subject),
            Activities = await ActivitiesAsync(instance, subject),
            Corrections = await CorrectionsAsync(instance, subject),
        };

    private async Task<IReadOnlyList<AccessedActivity>> ActivitiesAsync(string instance, string subject)
    {
        var rows = await db
            .Activities.AsNoTracking()
            .Where(row => row.InstanceId == instance && row.Subject == subject)
            .OrderBy(row => row.Date)
            .ThenBy(row => row.Sequence)
            .ThenBy(row => row.Id)
            .ToListAsync();
        var boxes = await db
            .Profiles.AsNoTracking()
            .Where(row =>
                row.InstanceId == instance
                && db.Activities.Any(one =>
                    one.InstanceId == instance && one.Id == row.ActivityId && one.Subject == subject
                )
            )
            .ToDictionaryAsync(row => row.ActivityId, row => row.Box, StringComparer.Ordinal);
        return rows.ConvertAll(row =>
            Of(row, boxes.TryGetValue(row.Id, out var box) ? sealer.Open(instance, row.Id, box) : null)
        );
    }

    private static AccessedActivity Of(ActivityRow row, Profile? person) =>
        new()
        {
            Id = row.Id,
            Date = DateTimeOffset.FromUnixTimeMilliseconds(row.Date),
            Received = DateTimeOffset.FromUnixTimeMilliseconds(row.Received),
            Status = row.Added ? "addition" : "removal",
            Origin = row.Origin,
            IsVoided = row.Voided is not null,
            FirstName = person?.FirstName,
            LastName = person?.LastName,
            Email = person?.Email,
        };

    private async Task<IReadOnlyList<AccessedCorrection>> CorrectionsAsync(string instance, string subject)
    {
        var rows = await db
            .Corrections.AsNoTracking()
            .Where(row => row.InstanceId == instance && row.Subject == subject)
            .OrderBy(row => row.Time)
            .ToListAsync();
        return rows.ConvertAll(row =>
        {
            var person = sealer.OpenCorrection(row);
            return new AccessedCorrection
            {
                Time = DateTimeOffset.FromUnixTimeMilliseconds(row.Time),
                Ended = row.Ended is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
                FirstName = person.FirstName,
                LastName = person.LastName,
                Email = person.Email,
            };
        });
    }
}

using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy;

/// <summary>Finds users for a request, over all instances. That there was a search is audited with how many it found, and never what was looked for.</summary>
internal sealed class PersonSearch(EndpointStore store, ProfileSealer sealer, RequestSteps steps)
{
    /// <summary>Finds by the email address of an activity or of a correction.</summary>
    /// <exception cref="RequestRefusedException">The request cannot be worked on.</exception>
    public Task<IReadOnlyList<FoundPerson>> ByEmailAsync(StaffMember officer, long number, string email)
    {
        var index = sealer.Index(email);
        RequestInput.Require(index is not null, "An email address is missing.");
        return FindAsync(officer, number, db => OfEmailAsync(db, index!));
    }

    /// <summary>Finds by the subject, or by the user id that the client's administrator knows.</summary>
    /// <exception cref="RequestRefusedException">The request cannot be worked on.</exception>
    public Task<IReadOnlyList<FoundPerson>> ByUserAsync(
        StaffMember officer,
        long number,
        string instance,
        string entered
    )
    {
        RequestInput.Require(entered.Length > 0, "A user id or a subject is missing.");
        var subjects = UserSubject.Read(instance, entered);
        return FindAsync(
            officer,
            number,
            _ => Task.FromResult(subjects.Select(subject => (instance, subject)).ToList())
        );
    }

    private Task<IReadOnlyList<FoundPerson>> FindAsync(
        StaffMember officer,
        long number,
        Func<EndpointDbContext, Task<List<(string Instance, string Subject)>>> find
    ) =>
        store.WriteAllAsync<IReadOnlyList<FoundPerson>>(
            async (db, _) =>
            {
                await RequestGate.VerifiedAsync(store, db, number);
                await store.EnterAllAsync(db);
                var found = new List<FoundPerson>();
                foreach (var (instance, subject) in await find(db))
                {
                    if (await CountAsync(db, instance, subject) is { } person)
                    {
                        found.Add(person);
                    }
                }

                await steps.AddAsync(
                    db,
                    RequestSteps.Act(officer, AuditActions.PeopleSearched, number, found.Count),
                    "searched",
                    $"{found.Count} users found"
                );
                return found;
            }
        );

    private static async Task<List<(string Instance, string Subject)>> OfEmailAsync(EndpointDbContext db, byte[] index)
    {
        var sent = db
            .Profiles.Where(row => row.EmailIndex == index)
            .Join(
                db.Activities,
                profile => new { profile.InstanceId, Id = profile.ActivityId },
                activity => new { activity.InstanceId, activity.Id },
                (_, activity) => new { activity.InstanceId, activity.Subject }
            );
        var corrected = db
            .Corrections.Where(row => row.EmailIndex == index)
            .Select(row => new { row.InstanceId, row.Subject });
        var found = await sent.Union(corrected).OrderBy(one => one.InstanceId).ThenBy(one => one.Subject).ToListAsync();
        return found.ConvertAll(static one => (one.InstanceId, one.Subject));
    }

    private static async Task<FoundPerson?> CountAsync(EndpointDbContext db, string instance, string subject)
    {
        var activities = db.Activities.Where(row => row.InstanceId == instance && row.Subject == subject);
        return await activities
            .GroupBy(row => row.Subject)
            .Select(rows => new FoundPerson
            {
                Instance = instance,
                Subject = subject,
                Activities = rows.LongCount(),
                Profiles = db.Profiles.LongCount(row =>
                    row.InstanceId == instance
                    && db.Activities.Any(one =>
                        one.InstanceId == instance && one.Id == row.ActivityId && one.Subject == subject
                    )
                ),
                First = rows.Min(row => row.Date),
                Last = rows.Max(row => row.Date),
            })
            .SingleOrDefaultAsync();
    }
}

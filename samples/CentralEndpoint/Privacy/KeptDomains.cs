using CentralEndpoint.Reports.Domains;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy;

/// <summary>
/// Decides which domains may stay of erased addresses, so that the report of domains stays what it is at any time: those that so many
/// users of the instance ever had an address in that they may be named, and so say nothing about one of them.
/// </summary>
internal sealed class KeptDomains(ProfileSealer sealer)
{
    /// <param name="db">Is in a transaction of the instance.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="asked">The domains of the addresses that are to go.</param>
    public async Task<IReadOnlySet<string>> FindAsync(
        EndpointDbContext db,
        string instance,
        IReadOnlyCollection<string> asked
    )
    {
        var users = asked.ToDictionary(
            static domain => domain,
            static _ => new HashSet<string>(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        var people = db
            .Profiles.Where(row => row.InstanceId == instance && row.EmailIndex != null)
            .Join(
                db.Activities.Where(row => row.InstanceId == instance),
                profile => profile.ActivityId,
                activity => activity.Id,
                (profile, activity) =>
                    new
                    {
                        profile.ActivityId,
                        profile.Box,
                        activity.Subject,
                    }
            );
        await foreach (var person in people.AsAsyncEnumerable())
        {
            var domain = EmailDomain.Of(sealer.Open(instance, person.ActivityId, person.Box).Email);
            if (users.TryGetValue(domain, out var known))
            {
                known.Add(person.Subject);
            }

            if (users.Values.All(static known => known.Count >= DomainGroups.LeastUsers))
            {
                break;
            }
        }

        return users
            .Where(static one => one.Value.Count >= DomainGroups.LeastUsers)
            .Select(static one => one.Key)
            .ToHashSet(StringComparer.Ordinal);
    }
}

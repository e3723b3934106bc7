using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

/// <summary>
/// Takes the person out of profiles. What follows the @ of the address stays where it says of nobody who it is; elsewhere something
/// random takes its place, which is as little named by the figures by domain as what was there: they stay what they were.
/// </summary>
internal sealed class ProfileStripper(ProfileSealer sealer)
{
    /// <summary>A domain that fewer users of an instance ever had may say who they are.</summary>
    public const int LeastUsers = 5;

    /// <summary>Is the index of a profile without a person: no address has it, so that nobody is found by it.</summary>
    public static byte[] Nobody => [];

    /// <summary>
    /// Finds the domains that at least <see cref="LeastUsers"/> users of an instance ever had. It opens every profile of it, and passes
    /// over one that does not open: nobody's erasure waits for it.
    /// </summary>
    /// <param name="db">May read the instance.</param>
    /// <param name="instance">Which instance.</param>
    public async Task<IReadOnlySet<string>> FindWideAsync(EndpointDbContext db, string instance)
    {
        var users = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var addresses = db
            .Profiles.Where(row => row.InstanceId == instance && row.EmailIndex != null)
            .Join(
                db.Activities,
                profile => new { profile.InstanceId, Id = profile.ActivityId },
                activity => new { activity.InstanceId, activity.Id },
                (profile, activity) =>
                    new
                    {
                        activity.Subject,
                        profile.ActivityId,
                        profile.Box,
                    }
            );
        await foreach (var one in addresses.AsAsyncEnumerable())
        {
            if (Domain(instance, one.ActivityId, one.Box) is not { } domain)
            {
                continue;
            }

            if (!users.TryGetValue(domain, out var those))
            {
                users[domain] = those = new HashSet<string>(StringComparer.Ordinal);
            }

            if (those.Count < LeastUsers)
            {
                those.Add(one.Subject);
            }
        }

        return users
            .Where(static one => one.Value.Count == LeastUsers)
            .Select(static one => one.Key)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Takes the person out of every profile of some users.</summary>
    /// <param name="db">Is in a transaction that may write the instance.</param>
    /// <param name="instance">Which instance.</param>
    /// <param name="subjects">Which users of it.</param>
    /// <param name="wide">The domains that stay, of <see cref="FindWideAsync"/>.</param>
    /// <returns>How many profiles there were.</returns>
    public async Task<int> StripAsync(
        EndpointDbContext db,
        string instance,
        string[] subjects,
        IReadOnlySet<string> wide
    )
    {
        var activities = db
            .Activities.Where(row => row.InstanceId == instance && EF.Parameter(subjects).Contains(row.Subject))
            .Select(row => row.Id);
        var profiles = db.Profiles.Where(row => row.InstanceId == instance && activities.Contains(row.ActivityId));
        var stripped = await profiles.Where(static row => row.EmailIndex == null).ExecuteDeleteAsync();
        var nobody = Nobody;
        var named = await profiles
            .Where(row => row.EmailIndex != nobody)
            .Select(static row => new { row.ActivityId, row.Box })
            .ToListAsync();
        using var update = new PreparedStatement(
            db,
            "UPDATE profile SET key_id = @p0, box = @p1, email_index = @p2 WHERE instance = @p3 AND activity = @p4",
            parameters: 5
        );
        foreach (var one in named)
        {
            var nobodys = Stripped(Domain(instance, one.ActivityId, one.Box), wide);
            update.Execute(
                sealer.KeyId,
                sealer.Seal(instance, one.ActivityId, nobodys),
                nobody,
                instance,
                one.ActivityId
            );
        }

        return stripped + named.Count;
    }

    private string? Domain(string instance, string activityId, byte[] box)
    {
        try
        {
            return EmailDomain.Of(sealer.Open(instance, activityId, box).Email);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Profile Stripped(string? domain, IReadOnlySet<string> wide)
    {
        // Where nothing follows the @, no address is held, whatever was known before.
        var rest =
            domain is not null && (domain.Length == 0 || wide.Contains(domain))
                ? domain
                : $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.invalid";
        return new Profile("", "", "@" + rest);
    }
}

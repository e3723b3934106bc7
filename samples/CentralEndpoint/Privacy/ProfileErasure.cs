using System.Security.Cryptography;
using CentralEndpoint.Reports.Domains;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy;

/// <summary>
/// Takes a person out of the sealed profiles. Where there was an address, a domain stays in its place: the true one where it is one of
/// many users, else one that was made up and is counted like any other that is too small to be named.
/// </summary>
internal sealed class ProfileErasure(ProfileSealer sealer)
{
    private const int LabelDigits = 16;

    private const string Replace = """
        UPDATE profile SET key_id = @p0, box = @p1, email_index = @p2 WHERE instance = @p3 AND activity = @p4
        """;

    private readonly KeptDomains _domains = new(sealer);

    /// <param name="db">Is in a transaction of the instance.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="subject">Whose profiles.</param>
    /// <returns>How many there were.</returns>
    public async Task<long> EraseAsync(EndpointDbContext db, string instance, string subject)
    {
        var profiles = db.Profiles.Where(row =>
            row.InstanceId == instance
            && db.Activities.Any(activity =>
                activity.InstanceId == instance && activity.Id == row.ActivityId && activity.Subject == subject
            )
        );
        var deleted = await profiles.Where(row => row.EmailIndex == null).ExecuteDeleteAsync();
        var addressed = (await profiles.AsNoTracking().ToListAsync()).ConvertAll(row =>
            (row.ActivityId, Domain: EmailDomain.Of(sealer.Open(instance, row.ActivityId, row.Box).Email))
        );
        var asked = addressed.Select(static one => one.Domain).Distinct(StringComparer.Ordinal).ToList();
        var kept = asked.Count == 0 ? new HashSet<string>() : await _domains.FindAsync(db, instance, asked);
        using var statement = new PreparedStatement(db, Replace, parameters: 5);
        foreach (var (activity, domain) in addressed)
        {
            // What ends with its @ has no domain, and says nothing.
            var address = "@" + (domain.Length == 0 || kept.Contains(domain) ? domain : MadeUp());
            var box = sealer.Seal(instance, activity, new Profile("", "", address));
            statement.Execute(sealer.KeyId, box, sealer.Index(address), instance, activity);
        }

        return deleted + addressed.Count;
    }

    private static string MadeUp() => RandomNumberGenerator.GetHexString(LabelDigits, lowercase: true) + ".invalid";
}

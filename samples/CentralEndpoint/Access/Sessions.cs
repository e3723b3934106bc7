using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Access;

/// <summary>
/// Who is signed in. A session is a row here and its id in a cookie, so that signing out ends it everywhere, on every endpoint of the
/// database, and whoever has the database cannot take one over.
/// </summary>
internal sealed class Sessions(
    EndpointStore store,
    AuditTrail audit,
    CentralEndpointSettings settings,
    TimeProvider clock
)
{
    private const int IdBytes = 32;

    /// <summary>Signs somebody in, with a session of its own each time. The audit has it before the browser has.</summary>
    /// <param name="member">Who it is.</param>
    /// <param name="scheme">The scheme that the session is for.</param>
    /// <param name="replaced">Ends with it: whoever signed in before in the same browser.</param>
    public async Task<ClaimsPrincipal> StartAsync(StaffMember member, string scheme, ClaimsPrincipal? replaced = null)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        var now = clock.GetUtcNow();
        await store.WriteAllAsync(
            async (db, _) =>
            {
                await EndAsync(db, replaced);
                db.Add(
                    new StaffSessionRow
                    {
                        Id = Hash(id),
                        Account = member.Account,
                        Started = now.ToUnixTimeMilliseconds(),
                        Expires = now.AddHours(settings.SessionHours).ToUnixTimeMilliseconds(),
                    }
                );
                await db.SaveChangesAsync();
                if (!member.May(Right.Tokens))
                {
                    await ReadTokens.RevokeAllAsync(db, member.Account, now);
                }

                await audit.AppendAsync(db, member.Act(AuditActions.SignedIn, "pages"));
                return true;
            }
        );
        return new ClaimsPrincipal(new ClaimsIdentity([.. Claims(member), new Claim(StaffClaims.Session, id)], scheme));
    }

    /// <summary>Ends a session, in every browser that has it.</summary>
    public Task EndAsync(ClaimsPrincipal user) =>
        store.WriteAllAsync(
            async (db, _) =>
            {
                await EndAsync(db, user);
                if (StaffMember.Of(user) is { } member)
                {
                    await audit.AppendAsync(db, member.Act(AuditActions.SignedOut, "pages"));
                }

                return true;
            }
        );

    /// <summary>Tells whether the session of a cookie goes on.</summary>
    public async Task<bool> IsLiveAsync(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(StaffClaims.Session) is not { } id)
        {
            return false;
        }

        var (hash, now) = (Hash(id), clock.GetUtcNow().ToUnixTimeMilliseconds());
        await using var db = store.CreateContext();
        return await db.StaffSessions.AnyAsync(row => row.Id == hash && row.Expires > now);
    }

    private static async Task EndAsync(EndpointDbContext db, ClaimsPrincipal? user)
    {
        if (user?.FindFirstValue(StaffClaims.Session) is { } id)
        {
            var hash = Hash(id);
            await db.StaffSessions.Where(row => row.Id == hash).ExecuteDeleteAsync();
        }
    }

    private static IEnumerable<Claim> Claims(StaffMember member) =>
        [
            new Claim(StaffClaims.Account, member.Account),
            new Claim(StaffClaims.Name, member.Name),
            .. member.Roles.Select(static role => new Claim(StaffClaims.Role, role.ToWord())),
            .. member.Instances.Select(static instance => new Claim(StaffClaims.Instance, instance)),
        ];

    private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(id)));
}

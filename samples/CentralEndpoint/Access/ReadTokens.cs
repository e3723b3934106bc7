using System.Security.Cryptography;
using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Access;

/// <summary>The read tokens of the staff. Of each only a hash is kept.</summary>
internal sealed class ReadTokens(EndpointStore store, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Is for how many days a token is good.</summary>
    public const int Days = 90;

    /// <summary>Is how many tokens one account may have at a time.</summary>
    public const int MostLive = 10;

    public const int LongestLabel = 60;

    private const long Minute = 60_000;

    // Compared with where there is none, so that an unknown token costs the same work as a wrong one.
    private static readonly byte[] s_noHash = new byte[SHA256.HashSizeInBytes];

    /// <summary>Makes a token.</summary>
    /// <returns><see langword="null"/> where the account has as many as it may.</returns>
    public Task<ReadToken?> AddAsync(StaffMember member, string label)
    {
        var (token, now) = (ReadToken.Create(), clock.GetUtcNow());
        return store.WriteAllAsync(
            async (db, _) =>
            {
                // Keeps a second one of the same account out.
                await store.LockAuditAsync(db);
                if (await Live(db, member.Account, now).CountAsync() >= MostLive)
                {
                    return null;
                }

                db.Add(
                    new ReadTokenRow
                    {
                        Id = token.Id,
                        Account = member.Account,
                        Label = label,
                        Hash = token.Hash(),
                        Created = now.ToUnixTimeMilliseconds(),
                        Expires = now.AddDays(Days).ToUnixTimeMilliseconds(),
                    }
                );
                await db.SaveChangesAsync();
                await audit.AppendAsync(db, member.Act(AuditActions.TokenMade, $"token {token.Id}"));
                return token;
            }
        );
    }

    /// <summary>Ends a token at once, on every endpoint.</summary>
    /// <param name="id">The token.</param>
    /// <param name="account">Whose it must be; <see langword="null"/> for anybody's.</param>
    /// <param name="act">What is audited.</param>
    /// <returns>Whether there was one.</returns>
    public Task<bool> RevokeAsync(string id, string? account, AuditedAct act)
    {
        var now = Now();
        return store.WriteAllAsync(
            async (db, _) =>
            {
                var revoked = await db
                    .ReadTokens.Where(row =>
                        row.Id == id && (account == null || row.Account == account) && row.Revoked == null
                    )
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revoked, now));
                if (revoked > 0)
                {
                    await audit.AppendAsync(db, act);
                }

                return revoked > 0;
            }
        );
    }

    /// <summary>Ends all tokens of an account, in a transaction of the caller.</summary>
    public static Task<int> RevokeAllAsync(EndpointDbContext db, string account, DateTimeOffset now)
    {
        var time = now.ToUnixTimeMilliseconds();
        return db
            .ReadTokens.Where(row => row.Account == account && row.Revoked == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revoked, time));
    }

    /// <summary>Lists the tokens of one account, or of all.</summary>
    public async Task<IReadOnlyList<ReadTokenRow>> ListAsync(string? account)
    {
        await using var db = store.CreateContext();
        return await db
            .ReadTokens.AsNoTracking()
            .Where(row => account == null || row.Account == account)
            .OrderByDescending(row => row.Created)
            .ThenBy(row => row.Id)
            .ToListAsync();
    }

    /// <summary>Gives whose token it is; <see langword="null"/> for one that is unknown, wrong, revoked or expired.</summary>
    public async Task<string?> FindAccountAsync(ReadToken token)
    {
        await using var db = store.CreateContext();
        var row = await db.ReadTokens.AsNoTracking().SingleOrDefaultAsync(row => row.Id == token.Id);
        var isRight = CryptographicOperations.FixedTimeEquals(row?.Hash ?? s_noHash, token.Hash());
        var now = Now();
        if (row is null || !isRight || row.Revoked is not null || row.Expires <= now)
        {
            return null;
        }

        if (row.LastUsed is not { } last || now - last >= Minute)
        {
            await store.WriteAllAsync(
                (write, _) =>
                    write
                        .ReadTokens.Where(one => one.Id == row.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastUsed, now))
            );
        }

        return row.Account;
    }

    private static IQueryable<ReadTokenRow> Live(EndpointDbContext db, string account, DateTimeOffset now)
    {
        var time = now.ToUnixTimeMilliseconds();
        return db.ReadTokens.Where(row => row.Account == account && row.Revoked == null && row.Expires > time);
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}

using Microsoft.AspNetCore.Identity;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Support;

/// <summary>Keeps users in memory, as a document database does: it gives copies, unless it is told to give what it has.</summary>
internal sealed class MemberStore : IUserLockoutStore<Member>
{
    private readonly Dictionary<Guid, Member> _members = [];

    /// <summary>Gets or sets whether it gives its own objects.</summary>
    public bool GivesItsOwn { get; set; }

    /// <summary>Gets or sets whether it refuses the next changes.</summary>
    public bool Refuses { get; set; }

    /// <summary>Gets how often it was asked for a user by his id.</summary>
    public int Reads { get; private set; }

    /// <summary>Gives a user as a query of the host's does, which passes every manager by.</summary>
    public Member Query() => Given(_members.Values.Single())!;

    public Task<IdentityResult> CreateAsync(Member user, CancellationToken cancellationToken) => Keep(user);

    public Task<IdentityResult> UpdateAsync(Member user, CancellationToken cancellationToken) => Keep(user);

    public Task<IdentityResult> DeleteAsync(Member user, CancellationToken cancellationToken)
    {
        _members.Remove(user.Id);
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<Member?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult(Given(_members.GetValueOrDefault(Guid.Parse(userId))));
    }

    public Task<Member?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(
            Given(
                _members.Values.SingleOrDefault(member =>
                    string.Equals(member.UserName, normalizedUserName, StringComparison.OrdinalIgnoreCase)
                )
            )
        );

    public Task<string> GetUserIdAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.UserName);

    public Task SetUserNameAsync(Member user, string? userName, CancellationToken cancellationToken)
    {
        user.UserName = userName!;
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.UserName);

    public Task SetNormalizedUserNameAsync(Member user, string? normalizedName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(null);

    public Task SetLockoutEndDateAsync(Member user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<int> IncrementAccessFailedCountAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(++user.FailedSignIns);

    public Task ResetAccessFailedCountAsync(Member user, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<int> GetAccessFailedCountAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.FailedSignIns);

    public Task<bool> GetLockoutEnabledAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Member user, bool enabled, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public void Dispose() { }

    private Member? Given(Member? member) => GivesItsOwn ? member : member?.Copy();

    private Task<IdentityResult> Keep(Member user)
    {
        if (Refuses)
        {
            return Task.FromResult(IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure()));
        }
        _members[user.Id] = GivesItsOwn ? user : user.Copy();
        return Task.FromResult(IdentityResult.Success);
    }
}

using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Domains;

/// <summary>Counts the users of one instance by domain, and keeps small groups unnamed.</summary>
internal sealed class DomainGroups
{
    /// <summary>A group that is smaller is not named.</summary>
    public const int LeastUsers = ProfileStripper.LeastUsers;

    private readonly Dictionary<string, long> _users = new(StringComparer.Ordinal);

    /// <summary>Gets the users without a known address.</summary>
    public long NotHeld { get; private set; }

    public long Active => _users.Values.Sum() + NotHeld;

    public long Other => _users.Values.Where(static users => users < LeastUsers).Sum();

    public IEnumerable<DomainUsers> Named =>
        _users.Where(static one => one.Value >= LeastUsers).Select(static one => new DomainUsers(one.Key, one.Value));

    /// <param name="email">The address of one user; <see langword="null"/> where none is held.</param>
    public void Add(string? email)
    {
        if (email is null || EmailDomain.Of(email) is not { Length: > 0 } domain)
        {
            NotHeld++;
            return;
        }

        _users[domain] = _users.GetValueOrDefault(domain) + 1;
    }
}

using System.Security.Cryptography;
using System.Text;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Access;

/// <summary>
/// Accounts to try the roles with, on a development machine alone: one for each role, and a second officer, because one alone erases
/// nobody. Their passwords are made of the master key, so that every endpoint of a database knows them and none keeps them.
/// </summary>
internal sealed class DemoAccounts
{
    private const int PasswordBytes = 8;

    private readonly Dictionary<string, (Role Role, byte[] Hash, string Password)> _accounts = new(
        StringComparer.Ordinal
    );

    // Compared with where there is no such account, so that an unknown name takes as long as a wrong password.
    private readonly byte[] _nobody = SHA256.HashData(RandomNumberGenerator.GetBytes(PasswordBytes));

    public DemoAccounts(MasterKey key, bool enabled)
    {
        if (!enabled)
        {
            return;
        }

        foreach (var role in Roles.All)
        {
            Add(key, role.ToWord(), role);
        }

        Add(key, $"{Role.PrivacyOfficer.ToWord()}-2", Role.PrivacyOfficer);
    }

    public bool Any => _accounts.Count > 0;

    /// <summary>Gets names and passwords, to be told to whoever started the endpoint.</summary>
    public IEnumerable<(string Account, string Password)> All =>
        _accounts.Select(static one => (one.Key, one.Value.Password));

    /// <summary>Gives whose name and password they are; <see langword="null"/> where they are nobody's.</summary>
    public StaffMember? Find(string account, string password)
    {
        var found = _accounts.TryGetValue(account, out var known);
        var isRight = CryptographicOperations.FixedTimeEquals(found ? known.Hash : _nobody, Hash(password));
        return found && isRight
            ? new StaffMember
            {
                Account = account,
                Name = account,
                Roles = [known.Role],
                Instances = known.Role == Role.RelationshipReader ? [StaffMember.EveryInstance] : [],
            }
            : null;
    }

    private static byte[] Hash(string password) => SHA256.HashData(Encoding.UTF8.GetBytes(password));

    private void Add(MasterKey key, string account, Role role)
    {
        var password = Convert.ToHexStringLower(key.Derive($"demo-account/{account}", PasswordBytes));
        _accounts.Add(account, (role, Hash(password), password));
    }
}

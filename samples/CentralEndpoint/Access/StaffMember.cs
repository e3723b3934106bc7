using System.Security.Claims;
using CentralEndpoint.Audit;

namespace CentralEndpoint.Access;

/// <summary>Whoever of the staff is signed in, by what the identity provider said at the sign-in.</summary>
internal sealed class StaffMember
{
    /// <summary>Stands for every instance among <see cref="Instances"/>.</summary>
    public const string EveryInstance = "*";

    /// <summary>Gets what names the account for good.</summary>
    public required string Account { get; init; }

    /// <summary>Gets what the account is shown as.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Gets the instances whose names a relationship reader may read.</summary>
    public required IReadOnlyList<string> Instances { get; init; }

    public bool May(Right right) => Roles.Any(role => role.May(right));

    public bool IsAssigned(string instance) =>
        Instances.Contains(EveryInstance, StringComparer.Ordinal)
        || Instances.Contains(instance, StringComparer.Ordinal);

    /// <summary>Gives an act of this member, to be audited.</summary>
    public AuditedAct Act(string action, string target) =>
        new(Account, string.Join(' ', Roles.Select(static role => role.ToWord())), action, target);

    /// <summary>Gives whoever is signed in; <see langword="null"/> where nobody is.</summary>
    public static StaffMember? Of(ClaimsPrincipal user) =>
        user.FindFirstValue(StaffClaims.Account) is { } account
            ? new StaffMember
            {
                Account = account,
                Name = user.FindFirstValue(StaffClaims.Name) ?? account,
                Roles =
                [
                    .. user.FindAll(StaffClaims.Role)
                        .Select(static claim => Access.Roles.FromWord(claim.Value))
                        .OfType<Role>(),
                ],
                Instances = [.. user.FindAll(StaffClaims.Instance).Select(static claim => claim.Value)],
            }
            : null;
}

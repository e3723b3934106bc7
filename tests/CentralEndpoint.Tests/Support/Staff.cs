using CentralEndpoint.Access;

namespace CentralEndpoint.Tests.Support;

/// <summary>Invented people of the vendor's staff.</summary>
internal static class Staff
{
    public static StaffMember Of(Role role, string? account = null, params string[] instances) =>
        new()
        {
            Account = account ?? role.ToWord(),
            Name = account ?? role.ToWord(),
            Roles = [role],
            Instances = instances.Length > 0 ? instances : [StaffMember.EveryInstance],
        };
}

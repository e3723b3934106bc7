using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Makes a folder on Windows that SYSTEM, the administrators and this process alone can reach.</summary>
[SupportedOSPlatform("windows")]
[ExcludeFromCodeCoverage(Justification = "Runs on Windows only, and coverage is measured on Linux.")]
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Access lists hang on DirectoryInfo.")]
internal static class WindowsFolder
{
    private static readonly SecurityIdentifier LocalSystem = new(WellKnownSidType.LocalSystemSid, domainSid: null);
    private static readonly SecurityIdentifier Administrators = new(
        WellKnownSidType.BuiltinAdministratorsSid,
        domainSid: null
    );

    public static void MakeProtected(string path)
    {
        using var identity = WindowsIdentity.GetCurrent();
        var own = identity.User ?? throw new UnauthorizedAccessException();
        var security = AccessFor(own);
        var folder = new DirectoryInfo(path);
        if (!folder.Exists)
        {
            security.CreateDirectory(path);
            return;
        }

        // Every user may make folders in program data: one that a stranger made first stays his.
        var owner = folder.GetAccessControl().GetOwner(typeof(SecurityIdentifier));
        if (owner == own)
        {
            folder.SetAccessControl(security);
        }
        else if (owner != LocalSystem && owner != Administrators)
        {
            throw new UnauthorizedAccessException();
        }
    }

    private static DirectorySecurity AccessFor(SecurityIdentifier own)
    {
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (var identity in new[] { LocalSystem, Administrators, own })
        {
            security.AddAccessRule(
                new FileSystemAccessRule(
                    identity,
                    FileSystemRights.FullControl,
                    InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit,
                    PropagationFlags.None,
                    AccessControlType.Allow
                )
            );
        }
        return security;
    }
}

namespace TenantApp.Accounts;

/// <summary>Says what a user may do; see <see cref="Permissions"/>.</summary>
public enum AppRole
{
    /// <summary>Reads the announcements of the own team.</summary>
    Viewer,

    /// <summary>Also writes announcements for the own team.</summary>
    Editor,

    /// <summary>Also manages users.</summary>
    Administrator,
}

using Microsoft.AspNetCore.Authorization;

namespace TenantApp.Accounts;

/// <summary>Names what a page may ask for and says which roles have it. A page that asks for nothing is open to nobody.</summary>
public static class Permissions
{
    public const string SignedIn = nameof(SignedIn);
    public const string ReadAnnouncements = nameof(ReadAnnouncements);
    public const string WriteAnnouncements = nameof(WriteAnnouncements);
    public const string ManageUsers = nameof(ManageUsers);
    public const string OperateTracking = nameof(OperateTracking);

    public static void Configure(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(ReadAnnouncements, Roles(AppRole.Viewer, AppRole.Editor, AppRole.Administrator));
        options.AddPolicy(WriteAnnouncements, Roles(AppRole.Editor, AppRole.Administrator));
        options.AddPolicy(ManageUsers, Roles(AppRole.Administrator));
        options.AddPolicy(OperateTracking, Roles(AppRole.Administrator));
    }

    private static Action<AuthorizationPolicyBuilder> Roles(params AppRole[] roles) =>
        policy => policy.RequireRole(roles.Select(role => role.ToString()));
}

using Blueshift.Tracking;
using Blueshift.Tracking.AspNetCore.Identity;
using Blueshift.Tracking.EntityFrameworkCore;
using TenantApp.Accounts;

namespace TenantApp.Hosting;

/// <summary>Registers user activity tracking. Nothing else in this application knows of it but the pages that show how it is doing.</summary>
public static class UserTracking
{
    public static void AddTracking(
        this WebApplicationBuilder builder,
        TenantAppOptions options,
        InstanceFolders folders
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        var tracking = builder.Services.AddUserActivityTracking(builder.Configuration);
        if (!options.UsesJournal)
        {
            tracking.CaptureIdentity<AppDbContext, AppUser>(Map).UseDataProtection();
            return;
        }
        tracking.UseUserManagerHook<AppUser>(Map);
        if (builder.Environment.IsDevelopment())
        {
            // In production the operator names the folder, or the library finds one that outlives the process.
            builder.Services.AddUserActivityTracking(settings => settings.Buffer.Folder ??= folders.Data);
        }
    }

    // Names, address and key are found by Identity's conventions. The built-in account stands for no person.
    private static void Map(UserMapBuilder<AppUser> user) =>
        user.ActiveWhen(one => one.IsActive && !one.IsBuiltIn).CreatedAt(one => one.CreatedAt);
}

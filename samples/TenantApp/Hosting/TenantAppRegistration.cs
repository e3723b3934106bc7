using Blueshift.Tracking;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TenantApp.Accounts;
using TenantApp.Announcements;
using TenantApp.Notifications;
using TenantApp.Telemetry;

namespace TenantApp.Hosting;

/// <summary>Registers the application's services.</summary>
public static class TenantAppRegistration
{
    public static void AddTenantApp(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var section = builder.Configuration.GetSection(TenantAppOptions.SectionName);
        var options = section.Get<TenantAppOptions>() ?? new TenantAppOptions();
        var folders = new InstanceFolders(options, builder.Environment.ContentRootPath);
        var cookies = InstanceCookies.For(builder.Configuration, options, folders);
        var cookiesNeedHttps = builder.Environment.IsDevelopment()
            ? CookieSecurePolicy.SameAsRequest
            : CookieSecurePolicy.Always;

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<TenantAppOptions>(section);
        builder.Services.AddSingleton(folders);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDatabase(folders);
        builder
            .Services.AddDataProtection()
            .SetApplicationName(nameof(TenantApp))
            .PersistKeysToFileSystem(new DirectoryInfo(folders.Keys));
        builder.Services.AddEncryptedConnections();
        builder.Services.AddSignIn(cookies.SignIn, cookiesNeedHttps);
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = cookies.Antiforgery;
            antiforgery.Cookie.SecurePolicy = cookiesNeedHttps;
        });
        builder.Services.AddPages();
        builder
            .Services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database")
            .AddUserActivityTracking(TrackingHealth.Name);

        builder.AddTracking(options, folders);
        builder.Services.AddSingleton<IMailSender, MailDrop>();
        builder.Services.AddScoped<TeamAnnouncements>();
        builder.Services.AddScoped<UserNotifications>();
        builder.Services.AddScoped<UserAdministration>();
        builder.Services.AddScoped<FirstStart>();
        builder.Services.AddSingleton<TrackingFigures>();
        builder.AddTelemetry();
    }

    private static void AddPages(this IServiceCollection services) =>
        services
            .AddRazorPages(pages =>
                pages.Conventions.AddPageRoute("/Users/Index", "/users/{id}/{handler:regex(^(deactivate|reactivate)$)}")
            )
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
}

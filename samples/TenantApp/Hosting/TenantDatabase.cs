using Microsoft.EntityFrameworkCore;
using TenantApp.Accounts;

namespace TenantApp.Hosting;

/// <summary>Chooses the database: a file of SQLite's, or PostgreSQL where the operator gives the connection string <c>TenantApp</c>.</summary>
public static class TenantDatabase
{
    public const string ConnectionName = nameof(TenantApp);

    public static void AddDatabase(this WebApplicationBuilder builder, InstanceFolders folders)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(folders);
        var postgres = builder.Configuration.GetConnectionString(ConnectionName);
        builder.Services.AddDbContext<AppDbContext>(database =>
            _ = string.IsNullOrEmpty(postgres)
                ? database.UseSqlite($"Data Source={folders.Database}")
                : database.UseNpgsql(postgres)
        );
    }
}

using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using TenantApp.Announcements;

namespace TenantApp.Accounts;

/// <summary>Is the application database: users and announcements.</summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : IdentityUserContext<AppUser>(options)
{
    public DbSet<Announcement> Announcements => Set<Announcement>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.Entity<AppUser>(user =>
        {
            user.Property(u => u.FirstName).HasMaxLength(AppUser.MaxNameLength);
            user.Property(u => u.LastName).HasMaxLength(AppUser.MaxNameLength);
            user.Property(u => u.Team).HasMaxLength(AppUser.MaxTeamLength);
            user.Property(u => u.Role).HasConversion<string>().HasMaxLength(20);
            user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
        });
        builder.Entity<Announcement>(announcement =>
        {
            announcement.Property(a => a.Team).HasMaxLength(AppUser.MaxTeamLength);
            announcement.Property(a => a.Title).HasMaxLength(Announcement.MaxTitleLength);
            announcement.Property(a => a.Text).HasMaxLength(Announcement.MaxTextLength);
            announcement.HasIndex(a => a.Team);
        });
    }
}

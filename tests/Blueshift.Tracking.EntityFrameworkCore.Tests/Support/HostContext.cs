using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is the context of a host that knows nothing of the outbox.</summary>
internal class HostContext(DbContextOptions options) : DbContext(options)
{
    // As the database of SQLite has text, years are compared as ticks there.
    private static readonly DateTimeOffset ForGood = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DbSet<Employee> Employees => Set<Employee>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Note> Notes => Set<Note>();

    /// <summary>Maps both kinds of user.</summary>
    public static void Map(EntityCaptureBuilder capture) =>
        capture
            .Track<Employee>(user =>
                user.Email(one => one.Email)
                    .FirstName(one => one.FirstName)
                    .LastName(one => one.LastName)
                    .ActiveWhen(one => one.IsActive && one.DeletedAt == null)
                    .CreatedAt(one => one.HiredAt)
            )
            .Track<Member>(user =>
                user.Email(one => one.Email)
                    .FirstName(one => one.Name!.First)
                    .LastName(one => one.Name!.Last)
                    .ActiveWhen(one => !(one.LockoutEnabled && one.LockoutEnd >= ForGood))
            );

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Employee>(user =>
        {
            user.HasIndex(one => one.Email).IsUnique();
            user.Property(one => one.Version).IsConcurrencyToken();
            user.HasQueryFilter(one => one.DeletedAt == null);
        });
        modelBuilder.Entity<Manager>();
        modelBuilder.Entity<Member>(user =>
        {
            user.OwnsOne(one => one.Name);
            user.HasIndex(one => one.Email).IsUnique();
            if (Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal))
            {
                user.Property(one => one.LockoutEnd).HasConversion<long?>();
            }
        });
    }
}

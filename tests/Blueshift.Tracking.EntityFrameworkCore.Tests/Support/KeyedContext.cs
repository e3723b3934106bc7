using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is the context of a host whose keys are no plain ones.</summary>
internal sealed class KeyedContext(DbContextOptions<KeyedContext> options) : DbContext(options)
{
    public DbSet<Keyed<StaffId>> Staff => Set<Keyed<StaffId>>();

    public DbSet<Keyed<VisitorNumber>> Visitors => Set<Keyed<VisitorNumber>>();

    public DbSet<Keyed<long>> Couriers => Set<Keyed<long>>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder
            .Entity<Keyed<StaffId>>()
            .Property(static user => user.Id)
            .HasConversion(static id => id.Value, static value => new StaffId(value))
            .ValueGeneratedNever();
        modelBuilder
            .Entity<Keyed<VisitorNumber>>()
            .Property(static user => user.Id)
            .HasConversion(static number => number.Value, static value => new VisitorNumber(value))
            .ValueGeneratedOnAdd();
        modelBuilder.Entity<Keyed<long>>(user =>
        {
            user.HasIndex(static one => one.Email).IsUnique();
            if (Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal))
            {
                user.Property(static one => one.Id).UseHiLo("courier_numbers");
            }
        });
    }
}

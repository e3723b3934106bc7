using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is the context of a host whose database has defaults and computed columns.</summary>
internal sealed class AccountContext(DbContextOptions<AccountContext> options) : DbContext(options)
{
    public const int Active = 1;

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Account>(user =>
        {
            user.Property(one => one.Status).HasDefaultValue(Active);
            user.Property(one => one.IsOld)
                .HasComputedColumnSql(
                    Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal)
                        ? "Status > 5"
                        : "\"Status\" > 5",
                    stored: true
                );
        });
}

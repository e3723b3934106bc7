using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.Benchmarks.Saving;

/// <summary>Is a host's context, in each of the forms that are measured.</summary>
internal abstract class SavingContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<SavedUser> Users => Set<SavedUser>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<SavedUser>().HasIndex(static user => user.Email).IsUnique();

    /// <summary>Saves users alone.</summary>
    internal sealed class Plain(DbContextOptions<Plain> options) : SavingContext(options);

    /// <summary>Saves users that are captured.</summary>
    internal sealed class Captured(DbContextOptions<Captured> options) : SavingContext(options);

    /// <summary>Saves a row of the outbox's shape with each user.</summary>
    internal sealed class ByHand(DbContextOptions<ByHand> options) : SavingContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.Entity<HandRow>(static row =>
            {
                row.HasKey(static one => one.Sequence);
                row.HasIndex(static one => one.Id).IsUnique();
                row.HasIndex(static one => new
                {
                    one.State,
                    one.Origin,
                    one.Sequence,
                });
                row.HasIndex(static one => one.Subject);
            });
        }
    }
}

using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.OutboxTarget;

/// <summary>Is the host's context. The test that starts this program makes its table and those of the outbox.</summary>
internal sealed class PeopleContext(DbContextOptions<PeopleContext> options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Person>(person =>
        {
            person.ToTable("people");
            person.Property(one => one.Id).HasColumnName("id");
            person.Property(one => one.FirstName).HasColumnName("first_name");
            person.Property(one => one.LastName).HasColumnName("last_name");
            person.Property(one => one.Email).HasColumnName("email");
        });
}

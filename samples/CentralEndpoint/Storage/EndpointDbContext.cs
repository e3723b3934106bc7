using CentralEndpoint.Instances;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

internal sealed class EndpointDbContext(DbContextOptions<EndpointDbContext> options) : DbContext(options)
{
    public DbSet<InstanceRow> Instances => Set<InstanceRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<ActivityRow> Activities => Set<ActivityRow>();

    public DbSet<ProfileRow> Profiles => Set<ProfileRow>();

    public DbSet<StoreRow> Stores => Set<StoreRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoreRow>(store =>
        {
            store.ToTable("store");
            store.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
            store.Property(row => row.MasterKeyId).HasColumnName("master_key_id");
        });
        modelBuilder.Entity<InstanceRow>(instance =>
        {
            instance.ToTable("instance");
            instance.Property(row => row.Id).HasColumnName("id");
            instance.Property(row => row.Client).HasColumnName("client");
            instance.Property(row => row.Kind).HasColumnName("kind");
            instance
                .Property(row => row.Kind)
                .HasConversion(kind => kind.ToWord(), word => InstanceKinds.FromWord(word));
            instance.Property(row => row.Zone).HasColumnName("zone");
            instance.Property(row => row.Seats).HasColumnName("seats");
            instance.Property(row => row.Created).HasColumnName("created");
            instance.Property(row => row.Resent).HasColumnName("resent");
        });
        modelBuilder.Entity<ApiKeyRow>(key =>
        {
            key.ToTable("api_key").HasKey(row => row.KeyId);
            key.HasOne<InstanceRow>().WithMany().HasForeignKey(row => row.InstanceId);
            key.Property(row => row.KeyId).HasColumnName("key_id");
            key.Property(row => row.InstanceId).HasColumnName("instance");
            key.Property(row => row.Hash).HasColumnName("hash");
            key.Property(row => row.Created).HasColumnName("created");
            key.Property(row => row.Revoked).HasColumnName("revoked");
        });
        ModelActivities(modelBuilder);
    }

    private static void ModelActivities(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ActivityRow>(activity =>
        {
            activity.ToTable("activity").HasKey(row => new { row.InstanceId, row.Id });
            activity.HasOne<InstanceRow>().WithMany().HasForeignKey(row => row.InstanceId);
            activity.HasIndex(row => new
            {
                row.InstanceId,
                row.Subject,
                row.Date,
            });
            activity.Property(row => row.InstanceId).HasColumnName("instance");
            activity.Property(row => row.Id).HasColumnName("id");
            activity.Property(row => row.Subject).HasColumnName("subject");
            activity.Property(row => row.Added).HasColumnName("added");
            activity.Property(row => row.Date).HasColumnName("date");
            activity.Property(row => row.Sequence).HasColumnName("sequence");
            activity.Property(row => row.Source).HasColumnName("source");
            activity.Property(row => row.Origin).HasColumnName("origin");
            activity.Property(row => row.Received).HasColumnName("received");
        });
        modelBuilder.Entity<ProfileRow>(profile =>
        {
            profile.ToTable("profile").HasKey(row => new { row.InstanceId, row.ActivityId });
            profile
                .HasOne<ActivityRow>()
                .WithOne()
                .HasForeignKey<ProfileRow>(row => new { row.InstanceId, row.ActivityId });
            profile.Property(row => row.InstanceId).HasColumnName("instance");
            profile.Property(row => row.ActivityId).HasColumnName("activity");
            profile.Property(row => row.KeyId).HasColumnName("key_id");
            profile.Property(row => row.Box).HasColumnName("box");
        });
    }
}

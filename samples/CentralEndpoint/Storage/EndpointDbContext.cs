using CentralEndpoint.Instances;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

internal sealed class EndpointDbContext(DbContextOptions<EndpointDbContext> options) : DbContext(options)
{
    public DbSet<InstanceRow> Instances => Set<InstanceRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<ActivityRow> Activities => Set<ActivityRow>();

    public DbSet<ProfileRow> Profiles => Set<ProfileRow>();

    public DbSet<ActiveIntervalRow> Intervals => Set<ActiveIntervalRow>();

    public DbSet<HeartbeatRow> Heartbeats => Set<HeartbeatRow>();

    public DbSet<SourceRow> Sources => Set<SourceRow>();

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
            instance.Property(row => row.Retired).HasColumnName("retired");
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
        ModelIntervals(modelBuilder);
        ModelHeartbeats(modelBuilder);
        if (Database.IsNpgsql())
        {
            OrderByCharacter(modelBuilder);
        }
    }

    // As SQLite does: a database's language would order ids and numbers in its own way.
    private static void OrderByCharacter(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().Where(property => property.GetColumnType() == "text"))
            {
                property.SetCollation("C");
            }
        }
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
            // Answers which numbers of a journal came.
            activity.HasIndex(row => new
            {
                row.InstanceId,
                row.Source,
                row.Sequence,
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

    private static void ModelIntervals(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<ActiveIntervalRow>(interval =>
        {
            interval
                .ToTable("active_interval")
                .HasKey(row => new
                {
                    row.InstanceId,
                    row.Subject,
                    row.Started,
                });
            interval.HasOne<InstanceRow>().WithMany().HasForeignKey(row => row.InstanceId);
            // Answers who was active at a date without the table itself.
            interval.HasIndex(row => new
            {
                row.InstanceId,
                row.Started,
                row.Ended,
            });
            interval.Property(row => row.InstanceId).HasColumnName("instance");
            interval.Property(row => row.Subject).HasColumnName("subject");
            interval.Property(row => row.Started).HasColumnName("started");
            interval.Property(row => row.Ended).HasColumnName("ended");
        });

    private static void ModelHeartbeats(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<HeartbeatRow>(heartbeat =>
        {
            heartbeat.ToTable("heartbeat").HasKey(row => new { row.InstanceId, row.Buffer });
            heartbeat.HasOne<InstanceRow>().WithMany().HasForeignKey(row => row.InstanceId);
            heartbeat.Property(row => row.InstanceId).HasColumnName("instance");
            heartbeat.Property(row => row.Buffer).HasColumnName("buffer");
            heartbeat.Property(row => row.Heard).HasColumnName("heard");
            heartbeat.Property(row => row.Sent).HasColumnName("sent");
            heartbeat.Property(row => row.NextInSeconds).HasColumnName("next_in_seconds");
            heartbeat.Property(row => row.Library).HasColumnName("library");
            heartbeat.Property(row => row.State).HasColumnName("state");
            heartbeat.Property(row => row.Reason).HasColumnName("reason");
            heartbeat.Property(row => row.Waiting).HasColumnName("waiting");
            heartbeat.Property(row => row.Oldest).HasColumnName("oldest");
            heartbeat.Property(row => row.DeadLetters).HasColumnName("dead_letters");
            heartbeat.Property(row => row.Refused).HasColumnName("refused");
            heartbeat.Property(row => row.ActiveCount).HasColumnName("active_count");
            heartbeat.Property(row => row.ActiveDigest).HasColumnName("active_digest");
            heartbeat.Property(row => row.ActiveAsOf).HasColumnName("active_as_of");
        });
        modelBuilder.Entity<SourceRow>(source =>
        {
            source.ToTable("source").HasKey(row => new { row.InstanceId, row.Source });
            source.HasOne<InstanceRow>().WithMany().HasForeignKey(row => row.InstanceId);
            source.Property(row => row.InstanceId).HasColumnName("instance");
            source.Property(row => row.Source).HasColumnName("source");
            source.Property(row => row.Last).HasColumnName("last");
            source.Property(row => row.SettledThrough).HasColumnName("settled_through");
            source.Property(row => row.Waiting).HasColumnName("waiting");
            source.Property(row => row.Heard).HasColumnName("heard");
            source.Property(row => row.NextInSeconds).HasColumnName("next_in_seconds");
        });
        ModelNumbers(modelBuilder);
    }

    private static void ModelNumbers(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<GivenUpRow>(range =>
        {
            range
                .ToTable("given_up")
                .HasKey(row => new
                {
                    row.InstanceId,
                    row.Source,
                    row.First,
                });
            range.HasOne<InstanceRow>().WithMany().HasForeignKey(row => row.InstanceId);
            range.Property(row => row.InstanceId).HasColumnName("instance");
            range.Property(row => row.Source).HasColumnName("source");
            range.Property(row => row.First).HasColumnName("first");
            range.Property(row => row.Last).HasColumnName("last");
            range.Property(row => row.Reason).HasColumnName("reason");
            range.Property(row => row.Told).HasColumnName("told");
        });
        modelBuilder.Entity<NotedNumberRow>(noted =>
        {
            noted
                .ToTable("noted_number")
                .HasKey(row => new
                {
                    row.InstanceId,
                    row.Source,
                    row.Sequence,
                });
            noted.HasOne<InstanceRow>().WithMany().HasForeignKey(row => row.InstanceId);
            noted.Property(row => row.InstanceId).HasColumnName("instance");
            noted.Property(row => row.Source).HasColumnName("source");
            noted.Property(row => row.Sequence).HasColumnName("sequence");
        });
    }
}

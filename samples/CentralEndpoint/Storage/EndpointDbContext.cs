using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CentralEndpoint.Storage;

/// <summary>The tables. A column has the name of its property in lower case with underscores; <see cref="ColumnNames"/> has the exceptions.</summary>
internal abstract class EndpointDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<InstanceRow> Instances => Set<InstanceRow>();

    public DbSet<CredentialRow> Credentials => Set<CredentialRow>();

    public DbSet<ActivityRow> Activities => Set<ActivityRow>();

    public DbSet<ProfileRow> Profiles => Set<ProfileRow>();

    public DbSet<ActiveIntervalRow> Intervals => Set<ActiveIntervalRow>();

    public DbSet<HeartbeatRow> Heartbeats => Set<HeartbeatRow>();

    public DbSet<SourceRow> Sources => Set<SourceRow>();

    public DbSet<ActiveSetRow> ActiveSets => Set<ActiveSetRow>();

    public DbSet<StoreRow> Stores => Set<StoreRow>();

    public DbSet<StaffSessionRow> StaffSessions => Set<StaffSessionRow>();

    public DbSet<ReadTokenRow> ReadTokens => Set<ReadTokenRow>();

    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    public DbSet<AuditEntryRow> AuditEntries => Set<AuditEntryRow>();

    public DbSet<AuditStartRow> AuditStarts => Set<AuditStartRow>();

    public DbSet<PrivacyRequestRow> PrivacyRequests => Set<PrivacyRequestRow>();

    public DbSet<RequestPersonRow> RequestPeople => Set<RequestPersonRow>();

    public DbSet<RequestStepRow> RequestSteps => Set<RequestStepRow>();

    public DbSet<ErasureRow> Erasures => Set<ErasureRow>();

    public DbSet<SuppressionRow> Suppressions => Set<SuppressionRow>();

    public DbSet<RestrictionRow> Restrictions => Set<RestrictionRow>();

    public DbSet<CorrectionRow> Corrections => Set<CorrectionRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoreRow>().ToTable("store").Property(row => row.Id).ValueGeneratedNever();
        modelBuilder
            .Entity<InstanceRow>()
            .ToTable("instance")
            .Property(row => row.Kind)
            .HasConversion(kind => kind.ToWord(), word => InstanceKinds.FromWord(word));
        modelBuilder.Entity<CredentialRow>(credential =>
        {
            credential.ToTable("credential").HasKey(row => row.KeyId);
            credential
                .Property(row => row.Kind)
                .HasConversion(kind => kind.ToWord(), word => CredentialKinds.FromWord(word));
        });
        ModelActivities(modelBuilder);
        ModelIntervals(modelBuilder);
        ModelHeartbeats(modelBuilder);
        StaffModel.Build(modelBuilder);
        PrivacyModel.Build(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            NameColumns(entity);
            if (entity.FindProperty(nameof(ActivityRow.InstanceId)) is not null)
            {
                modelBuilder
                    .Entity(entity.ClrType)
                    .HasOne(typeof(InstanceRow))
                    .WithMany()
                    .HasForeignKey(nameof(ActivityRow.InstanceId));
            }
        }
    }

    private static void ModelActivities(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ActivityRow>(activity =>
        {
            activity.ToTable("activity").HasKey(row => new { row.InstanceId, row.Id });
            // A user's activities in order.
            activity.HasIndex(row => new
            {
                row.InstanceId,
                row.Subject,
                row.Date,
            });
            // Which numbers of a journal came.
            activity.HasIndex(row => new
            {
                row.InstanceId,
                row.Source,
                row.Sequence,
            });
        });
        modelBuilder.Entity<ProfileRow>(profile =>
        {
            profile.ToTable("profile").HasKey(row => new { row.InstanceId, row.ActivityId });
            // A person over all instances.
            profile.HasIndex(row => row.EmailIndex);
            profile
                .HasOne<ActivityRow>()
                .WithOne()
                .HasForeignKey<ProfileRow>(row => new { row.InstanceId, row.ActivityId });
        });
    }

    private static void ModelIntervals(ModelBuilder modelBuilder)
    {
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
            // Who became active in a period, without the table itself.
            interval.HasIndex(row => new
            {
                row.InstanceId,
                row.Entry,
                row.Started,
            });
            // Who ceased to be, and who was active at a date.
            interval.HasIndex(row => new
            {
                row.InstanceId,
                row.Ended,
                row.Started,
            });
        });
    }

    private static void ModelHeartbeats(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<HeartbeatRow>().ToTable("heartbeat").HasKey(row => new { row.InstanceId, row.Buffer });
        modelBuilder.Entity<ActiveSetRow>().ToTable("active_set").HasKey(row => row.InstanceId);
        modelBuilder.Entity<SourceRow>().ToTable("source").HasKey(row => new { row.InstanceId, row.Source });
        modelBuilder
            .Entity<GivenUpRow>()
            .ToTable("given_up")
            .HasKey(row => new
            {
                row.InstanceId,
                row.Source,
                row.First,
            });
        modelBuilder
            .Entity<NotedNumberRow>()
            .ToTable("noted_number")
            .HasKey(row => new
            {
                row.InstanceId,
                row.Source,
                row.Sequence,
            });
    }

    private void NameColumns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(ColumnNames.Of(property.Name));
            // As SQLite does: a database's language would order ids and numbers in its own way.
            if (Database.IsNpgsql() && property.GetColumnType() == "text")
            {
                property.SetCollation("C");
            }
        }
    }
}

using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

/// <summary>The tables of the rights of the people who are recorded.</summary>
internal static class PrivacyModel
{
    public static void Build(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PrivacyRequestRow>(request =>
        {
            request.ToTable("privacy_request").HasKey(row => row.Number);
            request.Property(row => row.Number).ValueGeneratedNever();
            request.HasIndex(row => row.EmailIndex);
        });
        modelBuilder.Entity<RequestStepRow>().ToTable("request_step").HasKey(row => new { row.Request, row.Number });
        modelBuilder
            .Entity<RequestPersonRow>()
            .ToTable("request_person")
            .HasKey(row => new
            {
                row.Request,
                row.InstanceId,
                row.Subject,
            });
        modelBuilder.Entity<ErasureRow>().ToTable("erasure").HasKey(row => row.Request);
        modelBuilder.Entity<ErasureRow>().Property(row => row.Request).ValueGeneratedNever();
        BuildPeople(modelBuilder);
        foreach (var type in new[] { typeof(RequestStepRow), typeof(RequestPersonRow), typeof(ErasureRow) })
        {
            modelBuilder
                .Entity(type)
                .HasOne(typeof(PrivacyRequestRow))
                .WithMany()
                .HasForeignKey(nameof(RequestStepRow.Request));
        }
    }

    private static void BuildPeople(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SuppressionRow>(suppression =>
        {
            suppression.ToTable("suppression").HasKey(row => new { row.InstanceId, row.SubjectIndex });
            suppression.HasIndex(row => new { row.InstanceId, row.StandIn });
        });
        modelBuilder.Entity<RestrictionRow>().ToTable("restriction").HasKey(row => new { row.InstanceId, row.Subject });
        modelBuilder.Entity<CorrectionRow>(correction =>
        {
            correction
                .ToTable("correction")
                .HasKey(row => new
                {
                    row.InstanceId,
                    row.Subject,
                    row.Time,
                });
            correction.HasIndex(row => row.EmailIndex);
        });
    }
}

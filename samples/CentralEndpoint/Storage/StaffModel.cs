using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

/// <summary>The tables of the vendor's staff: sessions, read tokens and what they did.</summary>
internal static class StaffModel
{
    public static void Build(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StaffSessionRow>(session =>
        {
            session.ToTable("staff_session").HasKey(row => row.Id);
            session.HasIndex(row => row.Account);
        });
        modelBuilder.Entity<ReadTokenRow>(token =>
        {
            token.ToTable("read_token").HasKey(row => row.Id);
            token.HasIndex(row => row.Account);
        });
        modelBuilder.Entity<ProtectionKeyRow>().ToTable("protection_key").HasKey(row => row.Id);
        modelBuilder.Entity<AuditEntryRow>(entry =>
        {
            entry.ToTable("audit_entry").HasKey(row => row.Number);
            entry.Property(row => row.Number).ValueGeneratedNever();
            entry.HasIndex(row => row.Time);
        });
        modelBuilder.Entity<AuditStartRow>().ToTable("audit_start").Property(row => row.Id).ValueGeneratedNever();
    }
}

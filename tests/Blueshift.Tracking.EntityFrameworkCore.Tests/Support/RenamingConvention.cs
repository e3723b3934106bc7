using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Names everything in snake case with a prefix: as conventions do, and by hand in a loop.</summary>
internal sealed class RenamingConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context
    )
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes().Where(static one => !one.IsOwned()))
        {
            if (entity.BaseType is null && !entity.IsOwned())
            {
                entity.Builder.ToTable(Snake(entity.GetTableName()!));
            }
            foreach (var property in entity.GetDeclaredProperties())
            {
                property.Builder.HasColumnName("c_" + property.Name);
            }
            foreach (var index in entity.GetDeclaredIndexes())
            {
                index.Builder.HasDatabaseName("i_" + index.GetDatabaseName());
            }
            foreach (var key in entity.GetDeclaredKeys())
            {
                key.Builder.HasName("k_" + key.GetName());
            }
        }
    }

    public static void Rename(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes().Where(one => one.BaseType is null && !one.IsOwned()))
        {
            entity.SetTableName(Snake(entity.GetTableName()!));
        }
    }

    private static string Snake(string name) => "t_" + name.ToLowerInvariant();
}

using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Blueshift.Tracking.EntityFrameworkCore.Modelling;

/// <summary>Adds the tables when the host's own configuration of its model is done, so that none of its loops over all tables meets them.</summary>
internal sealed class OutboxConvention(string prefix, string? schema, string provider) : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context
    )
    {
        if (!IsOfMigrations(modelBuilder.Metadata))
        {
            OutboxModel.Add((IMutableModel)modelBuilder.Metadata, prefix, schema, provider);
        }
    }

    // EF Core builds a model of its own for the table in which it notes migrations, and makes whatever is in it: no migration could make
    // the tables then.
    private static bool IsOfMigrations(IConventionModel model) =>
        model.GetEntityTypes().Select(static entity => entity.ClrType).ToList() is [var only]
        && only == typeof(HistoryRow);
}

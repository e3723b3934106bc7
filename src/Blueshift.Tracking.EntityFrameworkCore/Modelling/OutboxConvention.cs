using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Blueshift.Tracking.EntityFrameworkCore.Modelling;

/// <summary>Adds the tables when the host's own configuration of its model is done, so that none of its loops over all tables meets them.</summary>
internal sealed class OutboxConvention(string prefix, string? schema, string provider) : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context
    ) => OutboxModel.Add((IMutableModel)modelBuilder.Metadata, prefix, schema, provider);
}

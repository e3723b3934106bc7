using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Blueshift.Tracking.EntityFrameworkCore.Modelling;

/// <summary>Lets EF Core build a host's model with the tables.</summary>
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "EF Core makes it.")]
internal sealed class OutboxConventionPlugin(IDbContextOptions options, IDatabaseProvider provider)
    : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        var tables = options.FindExtension<TrackingExtension>()!.Tables;
        // First, for what the provider's own conventions have to say of keys and columns.
        conventionSet.ModelFinalizingConventions.Insert(
            0,
            new OutboxConvention(tables.Prefix, tables.Schema, provider.Name)
        );
        return conventionSet;
    }
}

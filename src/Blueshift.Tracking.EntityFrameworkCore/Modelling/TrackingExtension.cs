using Blueshift.Tracking.EntityFrameworkCore.Capturing;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Modelling;

/// <summary>
/// Is what a context's options know of tracking. Contexts whose tables have the same names share one service provider of EF Core's,
/// however many hosts there are in the process.
/// </summary>
internal sealed class TrackingExtension : IDbContextOptionsExtension
{
    public TrackingExtension(CaptureHooks hooks, string prefix, string? schema)
    {
        Hooks = hooks;
        Prefix = prefix;
        Schema = schema;
        Info = new ExtensionInfo(this);
    }

    public CaptureHooks Hooks { get; }

    public string Prefix { get; }

    public string? Schema { get; }

    public DbContextOptionsExtensionInfo Info { get; }

    public void ApplyServices(IServiceCollection services) =>
        new EntityFrameworkServicesBuilder(services).TryAdd<IConventionSetPlugin, OutboxConventionPlugin>();

    public void Validate(IDbContextOptions options)
    {
        // Nothing of it can be wrong by itself; the mapping is checked at start.
    }

    private sealed class ExtensionInfo(TrackingExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        private readonly TrackingExtension _extension = extension;

        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => HashCode.Combine(_extension.Prefix, _extension.Schema);

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo info
            && info._extension.Prefix == _extension.Prefix
            && info._extension.Schema == _extension.Schema;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["Blueshift.Tracking:Prefix"] = _extension.Prefix;
    }
}

using Blueshift.Tracking.EntityFrameworkCore.Capturing;
using Blueshift.Tracking.Relational.Registration;
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
    public TrackingExtension(CaptureHooks hooks, OutboxTables tables)
    {
        Hooks = hooks;
        Tables = tables;
        Info = new ExtensionInfo(this);
    }

    public CaptureHooks Hooks { get; }

    public OutboxTables Tables { get; }

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

        public override int GetServiceProviderHashCode() => _extension.Tables.GetHashCode();

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo info && info._extension.Tables == _extension.Tables;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["Blueshift.Tracking:Prefix"] = _extension.Tables.Prefix;
    }
}

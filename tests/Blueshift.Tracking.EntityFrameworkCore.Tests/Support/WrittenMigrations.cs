using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Are a host's migrations, written as <c>dotnet ef migrations add</c> writes them, and compiled.</summary>
internal sealed class WrittenMigrations
{
    private readonly List<string> _migrations = [];
    private Assembly? _assembly;

    /// <summary>Lets a context have what was written so far.</summary>
    public void Use(DbContextOptionsBuilder options)
    {
        if (_assembly is not null)
        {
            ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
                RelationalOptionsExtension.Extract(options.Options).WithMigrationsAssembly(_assembly)
            );
        }
    }

    /// <summary>Writes a migration from what there is to the context's model.</summary>
    public void Add(DbContext context, string name)
    {
        using var services = Tools(context);
        using var scope = services.CreateScope();
        var written = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>().ScaffoldMigration(name, "Host");
        _migrations.AddRange([written.MigrationCode, written.MetadataCode]);
        _assembly = Compile([.. _migrations, written.SnapshotCode]);
    }

    private static ServiceProvider Tools(DbContext context)
    {
        var services = new ServiceCollection()
            .AddEntityFrameworkDesignTimeServices()
            .AddDbContextDesignTimeServices(context);
        var provider = Assembly.Load(context.GetService<IDatabaseProvider>().Name);
        var own = provider.GetCustomAttribute<DesignTimeProviderServicesAttribute>()!.TypeName;
        ((IDesignTimeServices)Activator.CreateInstance(provider.GetType(own)!)!).ConfigureDesignTimeServices(services);
        return services.BuildServiceProvider();
    }

    private static Assembly Compile(IEnumerable<string> sources)
    {
        var platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var compilation = CSharpCompilation.Create(
            $"Host.Migrations.{Guid.NewGuid():N}",
            sources.Select(static source => CSharpSyntaxTree.ParseText(source)),
            platform.Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        using var bytes = new MemoryStream();
        var emitted = compilation.Emit(bytes);
        Assert.IsTrue(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return Assembly.Load(bytes.ToArray());
    }
}

using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Compiles log methods as those of the core are compiled: with the same generator, against the core itself and as one who may see its
/// internals, with the severities that .editorconfig gives to a file of the core.
/// </summary>
internal static class LogMethodCompiler
{
    private static readonly string GeneratorPath = Path.Combine(AppContext.BaseDirectory, "Microsoft.Gen.Logging.dll");

    /// <summary>Gets what the core's generated methods name as their generator's version.</summary>
    public static string Version => AssemblyName.GetAssemblyName(GeneratorPath).Version!.ToString();

    /// <summary>Compiles one log method.</summary>
    /// <returns>What the generator found, with the severity that it has for the build.</returns>
    public static IReadOnlyList<Diagnostic> Compile(string parameter, string declarations = "")
    {
        var source = $$"""
            using Blueshift.Tracking;
            using Microsoft.Extensions.Logging;
            {{declarations}}
            internal static partial class SomeLog
            {
                [LoggerMessage(1, LogLevel.Debug, "Something of {Person}.")]
                public static partial void Something(this ILogger logger, {{parameter}} person);
            }
            """;
        var path = Path.Combine(Repository.Root, "src/Blueshift.Tracking/Diagnostics/SomeLog.cs");
        // Its ids are in lower case there; here case counts.
        var severities = AnalyzerConfigSet
            .Create(ImmutableArray.Create(EditorConfig()), out _)
            .GetOptionsForSourcePath(path)
            .TreeOptions.ToDictionary(option => option.Key.ToUpperInvariant(), option => option.Value);
        var compilation = CSharpCompilation.Create(
            "Blueshift.Tracking.Tests",
            [CSharpSyntaxTree.ParseText(source, path: path)],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, specificDiagnosticOptions: severities)
        );
        CSharpGeneratorDriver
            .Create(Generators())
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var found);
        Assert.IsEmpty(
            generated
                .GetDiagnostics()
                // A method that the generator refused has no body.
                .Where(one => one.Severity == DiagnosticSeverity.Error && one.Id != "CS8795")
        );
        return found;
    }

    private static AnalyzerConfig EditorConfig() =>
        AnalyzerConfig.Parse(Repository.Read(".editorconfig"), Path.Combine(Repository.Root, ".editorconfig"));

    private static ImmutableArray<MetadataReference> References() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];

    private static ImmutableArray<ISourceGenerator> Generators() =>
        [
            .. AssemblyLoadContext
                .Default.LoadFromAssemblyPath(GeneratorPath)
                .GetTypes()
                .Where(type => type.GetCustomAttribute<GeneratorAttribute>() is not null)
                .Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator()),
        ];
}

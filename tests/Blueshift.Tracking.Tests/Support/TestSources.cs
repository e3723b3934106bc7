using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Knows the tests of every project by their source, because a project cannot be asked for those of others.</summary>
internal static class TestSources
{
    private static readonly ILookup<string, string> Files = Repository
        .Sources("tests")
        .ToLookup(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);

    /// <summary>Says whether a class of tests has a test.</summary>
    public static bool Has(string type, string method) => Tests(type).Contains(method, StringComparer.Ordinal);

    /// <summary>Gives the names of the tests of a class, of each project that has one of that name.</summary>
    public static IReadOnlyList<string> Tests(string type) =>
        Files[type]
            .SelectMany(path => CSharpSyntaxTree.ParseText(Repository.Read(path)).GetRoot().DescendantNodes())
            .OfType<MethodDeclarationSyntax>()
            .Where(method => method.Parent is ClassDeclarationSyntax parent && parent.Identifier.Text == type)
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(IsTest))
            .Select(method => method.Identifier.Text)
            .ToList();

    private static bool IsTest(AttributeSyntax attribute) => attribute.Name.ToString() == "TestMethod";
}

using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>No file outgrows its room; what "dotnet ef" writes is nobody's room. Methods of over 40 lines are a build error (MA0051).</summary>
[TestClass]
public sealed class SizeTests
{
    [TestMethod]
    [DataRow("src", 200)]
    [DataRow("samples", 200)]
    [DataRow("tests", 400)]
    public void No_source_file_is_over_its_limit(string folder, int limit)
    {
        var sources = Repository
            .Sources(folder)
            .Where(path => !path.Contains("/Storage/Migrations/", StringComparison.Ordinal))
            .ToList();

        Assert.IsGreaterThan(10, sources.Count);
        Assert.IsEmpty(sources.Where(path => File.ReadLines(Path.Combine(Repository.Root, path)).Count() > limit));
    }

    [TestMethod]
    public void Long_methods_are_an_error_of_the_build() =>
        Assert.Contains("MA0051.maximum_lines_per_method = 40", Repository.Read(".editorconfig"));
}

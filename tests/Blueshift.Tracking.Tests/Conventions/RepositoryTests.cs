using System.Xml.Linq;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>Two commands do everything, versions have one home, and packages come from wherever the machine says.</summary>
[TestClass]
public sealed class RepositoryTests
{
    private static List<string> Projects { get; } =
        new[] { "src", "tests", "samples" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
            )
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToList();

    [TestMethod]
    public void Every_project_is_in_the_solution_so_that_one_command_tests_all()
    {
        var solution = Repository.Read("Blueshift.Tracking.sln").Replace('\\', '/');

        Assert.IsGreaterThan(10, Projects.Count);
        Assert.IsEmpty(Projects.Where(project => !solution.Contains($"\"{project}\"")));
    }

    [TestMethod]
    public void Versions_of_packages_stand_in_one_file()
    {
        var elsewhere =
            from project in Projects
            from reference in XDocument.Parse(Repository.Read(project)).Descendants("PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{project}: {reference.Attribute("Include")?.Value}";

        Assert.IsEmpty(elsewhere);
    }

    [TestMethod]
    public void Every_version_in_that_file_is_used()
    {
        var files = Projects
            .Append("src/Directory.Build.props")
            .Append("tests/Directory.Build.props")
            .Select(Repository.Read)
            .ToList();
        var unused = XDocument
            .Parse(Repository.Read("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(version => version.Attribute("Include")!.Value)
            .Where(package => !files.Exists(file => file.Contains($"<PackageReference Include=\"{package}\"")));

        Assert.IsEmpty(unused);
    }

    [TestMethod]
    public void The_package_configuration_names_no_address() =>
        Assert.DoesNotContain("://", Repository.Read("nuget.config"));

    [TestMethod]
    public void The_readme_shows_the_two_commands()
    {
        var lines = Repository.Read("README.md").Split('\n');

        Assert.Contains("dotnet run --project samples/Demo", lines);
        Assert.Contains("dotnet test", lines);
    }
}

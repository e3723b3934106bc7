using Blueshift.Tracking.Tests.Support;
using CentralEndpoint.Credentials;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests;

/// <summary>What an operator may set, run and ask for is in docs/central-endpoint.md.</summary>
[TestClass]
public sealed class DocumentationTests
{
    private static readonly string s_page = Repository.Read("docs/central-endpoint.md");

    [TestMethod]
    public void Every_setting_is_in_the_page_with_its_default()
    {
        foreach (var (name, standard) in Settings("", new CentralEndpointSettings()))
        {
            var row = s_page
                .Split('\n')
                .SingleOrDefault(line =>
                    line.StartsWith('|') && line.Split('|')[1].Contains($"`{name}`", StringComparison.Ordinal)
                );

            Assert.IsNotNull(row, name);
            Assert.IsTrue(standard is null || row.Split('|')[2].Contains($"{standard}", StringComparison.Ordinal), row);
        }
    }

    [TestMethod]
    public async Task Every_command_is_in_the_page()
    {
        var help = await CommandRun.OfAsync([], "--help");
        var commands = help
            .Output.Split('\n')
            .Where(static line => line.StartsWith("  ", StringComparison.Ordinal) && char.IsAsciiLetter(line[2]))
            .Select(static line =>
                string.Join(' ', line.Trim().Split(' ').TakeWhile(static word => char.IsAsciiLetter(word[0])))
            )
            .ToList();

        Assert.IsGreaterThan(9, commands.Count);
        Assert.IsEmpty(commands.Where(command => !s_page.Contains($"`{command}", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Every_reason_to_refuse_a_credential_is_in_the_page()
    {
        var rows = s_page.Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        foreach (var fault in Enum.GetValues<CredentialFault>().Where(static fault => fault != CredentialFault.None))
        {
            Assert.ContainsSingle(
                row => row.Split('|')[1].Contains($"`{fault.ToWord()}`", StringComparison.Ordinal),
                rows,
                fault.ToWord()
            );
        }
    }

    [TestMethod]
    public void Every_state_of_an_instance_is_in_the_page()
    {
        foreach (var state in new[] { "never-reported", "stale", "drifting", "live" })
        {
            Assert.Contains($"| `{state}` |", s_page);
        }
    }

    [TestMethod]
    public void Every_report_is_in_the_page_and_in_that_of_the_figures()
    {
        var routes = Repository.Read("samples/CentralEndpoint/Reports/ReportRoutes.cs");
        var reports = routes
            .Split('\n')
            .Where(static line => line.Contains("reports.MapGet(\"", StringComparison.Ordinal))
            .Select(static line => line.Split('"')[1])
            .ToList();

        Assert.IsGreaterThan(9, reports.Count);
        Assert.IsEmpty(
            reports.Where(static report => !s_page.Contains($"| `/reports{report}` |", StringComparison.Ordinal))
        );
        var figures = Repository.Read("docs/reports.md");
        Assert.IsEmpty(
            reports.Where(report =>
                report != "/overview" && !figures.Contains($"`/reports{report}", StringComparison.Ordinal)
            )
        );
    }

    // Those of a section within have its name before theirs.
    private static IEnumerable<(string Name, object? Default)> Settings(string section, object settings) =>
        settings
            .GetType()
            .GetProperties()
            .SelectMany(property =>
                property.GetValue(settings) switch
                {
                    { } inner
                        when inner.GetType().Namespace!.StartsWith(nameof(CentralEndpoint), StringComparison.Ordinal) =>
                        Settings($"{section}{property.Name}:", inner),
                    System.Collections.IDictionary => [($"{section}{property.Name}", null)],
                    var value => [($"{section}{property.Name}", value)],
                }
            );
}

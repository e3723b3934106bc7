using System.Text.RegularExpressions;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>Each message ends with the name of a page, and the page is there.</summary>
[TestClass]
public sealed class OperatingPagesTests
{
    private static readonly string Log = string.Concat(
        Repository
            .Sources("src/Blueshift.Tracking/Diagnostics")
            .Concat(Repository.Sources("src/Blueshift.Tracking.EntityFrameworkCore/Diagnostics"))
            .Where(path => path.EndsWith("Log.cs", StringComparison.Ordinal))
            .Select(Repository.Read)
    );
    private static readonly string Pages = Repository.Read("docs/operating.md");

    [TestMethod]
    public void Every_page_that_a_message_names_is_there()
    {
        var named = Regex
            .Matches(Log, @"\[operating\.md: (?<page>[a-z-]+)\]", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups[1].Value)
            .Concat(Enum.GetValues<DeliveryFault>().Where(fault => fault != DeliveryFault.None).Select(FaultWords.Of))
            .ToList();

        Assert.IsGreaterThan(10, named.Count);
        Assert.IsEmpty(named.Where(page => !Pages.Contains($"\n### {page}\n")));
    }

    [TestMethod]
    public void Every_message_names_a_page_and_has_an_id_of_its_own()
    {
        var ids = Regex
            .Matches(Log, @"\[LoggerMessage\(\s*(?<id>\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups[1].Value)
            .ToList();

        Assert.HasCount(ids.Count, ids.Distinct());
        Assert.AreEqual(
            ids.Count,
            Regex.Count(Log, @"\[operating\.md: ", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
        );
    }
}

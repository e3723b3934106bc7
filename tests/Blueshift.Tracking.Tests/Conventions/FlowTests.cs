using System.Text.RegularExpressions;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>References follow the arrows of docs/architecture.md. Diagnostics may be named by all; only the registration sees everything.</summary>
[TestClass]
public sealed class FlowTests
{
    private const string Registration = "UserActivityTrackingServiceCollectionExtensions.cs";

    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Capture"] = ["Buffering", "Diagnostics"],
        ["Buffering"] = ["Diagnostics"],
        ["Dispatch"] = ["Buffering", "Transport", "Diagnostics"],
        ["Transport"] = ["Diagnostics"],
        ["Configuration"] = ["Transport"],
        ["Diagnostics"] = [],
    };

    [TestMethod]
    public void Every_folder_names_only_what_its_arrow_reaches()
    {
        var wrong =
            from path in Repository.Sources("src/Blueshift.Tracking")
            where Path.GetFileName(path) != Registration
            let folder = Path.GetDirectoryName(path)!.Split('/')[^1]
            let allowed = folder == "Blueshift.Tracking" ? [] : Arrows[folder]
            from named in Named(Repository.Read(path))
            where named != folder && !allowed.Contains(named)
            select $"{path} names {named}";

        Assert.IsEmpty(wrong);
    }

    [TestMethod]
    public void Every_folder_of_the_core_has_its_arrow_written_down()
    {
        var folders = Directory
            .GetDirectories(Path.Combine(Repository.Root, "src/Blueshift.Tracking"))
            .Select(path => Path.GetFileName(path))
            .Where(name => name is not ("bin" or "obj"))
            .Order();

        Assert.AreSequenceEqual(Arrows.Keys.Order(), folders);
    }

    [TestMethod]
    public void The_test_of_this_test_finds_a_wrong_reference() =>
        Assert.AreSequenceEqual(
            ["Transport", "Dispatch"],
            Named("using Blueshift.Tracking.Transport;\nvar x = Blueshift.Tracking.Dispatch.DispatchLoop;")
        );

    private static IEnumerable<string> Named(string source) =>
        Regex
            .Matches(
                source,
                @"Blueshift\.Tracking\.(?<folder>\w+)(?=[.;])",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Select(match => match.Groups[1].Value)
            .Where(Arrows.ContainsKey);
}

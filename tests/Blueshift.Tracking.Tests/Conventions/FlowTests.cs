using System.Text.RegularExpressions;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>References follow the arrows of docs/architecture.md. Diagnostics may be named by all; only the registration sees everything.</summary>
[TestClass]
public sealed class FlowTests
{
    private const string Root = "src/Blueshift.Tracking";
    private const string Registration = "UserActivityTrackingServiceCollectionExtensions.cs";
    private const string HealthRegistration = "UserActivityTrackingHealthChecksBuilderExtensions.cs";

    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Capture"] = ["Buffering", "Diagnostics"],
        ["Buffering"] = ["Diagnostics"],
        ["Buffering.Files"] = [],
        ["Buffering.Sealing"] = ["Buffering.Files", "Diagnostics"],
        ["Buffering.Journaling"] = ["Buffering", "Buffering.Files", "Buffering.Sealing", "Diagnostics"],
        ["Dispatch"] =
        [
            "Buffering",
            "Transport",
            "Transport.Credentials",
            "Transport.Trust",
            "Heartbeats",
            "Reconciling",
            "Diagnostics",
        ],
        ["Heartbeats"] = ["Buffering", "Transport", "Diagnostics", "Health"],
        ["Health"] = ["Buffering", "Diagnostics"],
        ["Transport"] = ["Transport.Credentials", "Transport.Trust", "Diagnostics"],
        ["Transport.Credentials"] = ["Diagnostics"],
        // The proxy's name stands in the error of an untrusted root.
        ["Transport.Trust"] = ["Transport", "Diagnostics"],
        ["Configuration"] =
        [
            "Transport",
            "Transport.Credentials",
            "Transport.Trust",
            "Buffering.Files",
            "Buffering.Sealing",
        ],
        ["Reconciling"] = ["Capture", "Buffering", "Heartbeats", "Diagnostics"],
        ["Diagnostics"] = [],
    };

    [TestMethod]
    public void Every_folder_names_only_what_its_arrow_reaches()
    {
        var wrong =
            from path in Repository.Sources(Root)
            where Path.GetFileName(path) != Registration
            let folder = FolderOf(path)
            let allowed = folder.Length == 0 ? AllowedInRoot(path) : Arrows[folder]
            from named in Named(Repository.Read(path))
            where named != folder && !allowed.Contains(named)
            select $"{path} names {named}";

        Assert.IsEmpty(wrong);
    }

    [TestMethod]
    public void Every_folder_of_the_core_has_its_arrow_written_down()
    {
        var folders = Repository.Sources(Root).Select(FolderOf).Where(folder => folder.Length > 0).Distinct().Order();

        Assert.AreSequenceEqual(Arrows.Keys.Order(), folders);
    }

    [TestMethod]
    public void The_test_of_this_test_finds_a_wrong_reference() =>
        Assert.AreSequenceEqual(
            ["Transport", "Dispatch"],
            Named("using Blueshift.Tracking.Transport;\nvar x = Blueshift.Tracking.Dispatch.DispatchLoop;")
        );

    [TestMethod]
    public void The_test_of_this_test_tells_a_folder_from_the_one_above_it() =>
        Assert.AreSequenceEqual(
            ["Buffering.Files", "Buffering"],
            Named("using Blueshift.Tracking.Buffering.Files;\nusing Blueshift.Tracking.Buffering;")
        );

    // What hangs on the host's health checks is registered by its own class, and names health alone.
    private static string[] AllowedInRoot(string path) =>
        Path.GetFileName(path) == HealthRegistration ? ["Health"] : [];

    private static string FolderOf(string path) =>
        Path.GetRelativePath(Root, Path.GetDirectoryName(path)!).Replace('/', '.').TrimStart('.');

    private static IEnumerable<string> Named(string source) =>
        Regex
            .Matches(
                source,
                @"Blueshift\.Tracking\.(?<folder>\w+(\.(Files|Sealing|Journaling|Credentials|Trust))?)(?=[.;])",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Select(match => match.Groups[1].Value)
            .Where(Arrows.ContainsKey);
}

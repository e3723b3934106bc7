using System.Text.RegularExpressions;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>The lists of the privacy pages are the closed lists to which InventoryTests and HeaderTests hold the software.</summary>
[TestClass]
public sealed class PrivacyListsTests
{
    private const string WithDirectory = "only with a user directory";

    [TestMethod]
    public void The_six_fields_are_those_that_are_sent() =>
        Assert.AreSequenceEqual(
            Names(DataInventory.Data.Select(leaf => leaf["/data".Length..])),
            First(PrivacyPages.Main.Table("Field", "The policy's item", "Content"))
        );

    [TestMethod]
    public void The_identifiers_are_those_that_are_sent()
    {
        var table = PrivacyPages.Main.Table("Identifier", "Content", "Whose");

        Assert.AreSequenceEqual(Names([.. DataInventory.Envelope, DataInventory.Origin]), First(table));
        Assert.AreSequenceEqual(["origin"], First(table.Where(row => row[1].Contains(WithDirectory))));
    }

    [TestMethod]
    public void The_members_of_a_heartbeat_are_those_that_are_sent()
    {
        var table = PrivacyPages.Main.Table("Member", "Content");

        Assert.AreSequenceEqual(
            Names([.. DataInventory.Heartbeat, .. DataInventory.ActiveSet, DataInventory.Refused]),
            First(table)
        );
        Assert.AreSequenceEqual(
            Names(DataInventory.ActiveSet),
            First(table.Where(row => row[1].Contains(WithDirectory, StringComparison.Ordinal)))
        );
    }

    [TestMethod]
    public void The_headers_are_those_that_are_sent()
    {
        var table = PrivacyPages.Main.Table("Header", "With", "Content");

        Assert.AreSequenceEqual(Sorted(HeaderInventory.Compressed.Keys), First(table));
        Assert.AreSequenceEqual(
            Sorted(HeaderInventory.Activities.Keys),
            First(table.Where(row => row[1] == "every request"))
        );
        Assert.AreSequenceEqual(Sorted(HeaderInventory.Activities.Keys), Sorted(HeaderInventory.Heartbeats.Keys));
    }

    [TestMethod]
    public void The_example_of_a_request_has_them_and_nothing_else()
    {
        var lines = Assert.ContainsSingle(PrivacyPages.Main.Blocks("http")).TrimEnd().Split('\n');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(line => line[0], line => line[1]);

        Assert.AreEqual("POST /v1/activities HTTP/1.1", lines[0]);
        Assert.AreSequenceEqual(Sorted(HeaderInventory.Compressed.Keys), Sorted(headers.Keys));
        foreach (var (name, pattern) in HeaderInventory.Compressed)
        {
            // The secret is left out.
            var value = headers[name].Replace('…', '.');
            Assert.MatchesRegex(new Regex($"^{pattern}$", RegexOptions.None, TimeSpan.FromSeconds(1)), value, name);
        }
    }

    [TestMethod]
    public void What_is_sealed_in_the_buffer_is_what_is_read_back_from_it()
    {
        var kept = DataInventory
            .Stored.Select(leaf => leaf.StartsWith("/data/", StringComparison.Ordinal) ? "/data" : leaf)
            .Append("/key");

        Assert.AreSequenceEqual(Names(kept.Distinct()), First(PrivacyPages.Main.Table("Sealed in the buffer")));
    }

    [TestMethod]
    public void The_pages_to_hand_on_have_the_same_lists()
    {
        foreach (var page in new[] { PrivacyPages.DataFlow, PrivacyPages.Record })
        {
            var rows = page.Table("Data", "Names").ToDictionary(row => row[0], row => row[1].Split(", "));

            Assert.AreSequenceEqual(
                Names(DataInventory.Data.Select(leaf => leaf["/data".Length..])),
                rows["The six fields"]
            );
            Assert.AreSequenceEqual(
                Names([.. DataInventory.Envelope, DataInventory.Origin]),
                rows["Technical identifiers"]
            );
            Assert.AreSequenceEqual(["key"], rows["Stays on the client's side"]);
        }
    }

    [TestMethod]
    public void Each_hop_of_the_table_is_in_the_diagram()
    {
        var diagram = Assert.ContainsSingle(PrivacyPages.DataFlow.Blocks("mermaid"));
        var drawn = Regex
            .Matches(diagram, """H\d\["(?<hop>\d [^"]+)"\]""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["hop"].Value)
            .Order(StringComparer.Ordinal);

        Assert.AreSequenceEqual(drawn, First(PrivacyPages.DataFlow.Table("Hop", "What of a person is there")));
    }

    [TestMethod]
    public void The_times_for_which_things_are_kept_are_those_of_the_code()
    {
        var rows = PrivacyPages
            .Main.Table("What", "For how long", "Set by")
            .ToDictionary(row => row[0], row => $"{row[1]} {row[2]}");
        var options = new BufferOptions();

        Assert.IsNull(options.MaxAge);
        Assert.Contains("without a limit Buffer:MaxAge, none", rows["in the buffer: not delivered yet"]);
        Assert.Contains(
            $"{options.DeadLetterMaxAge.TotalDays} days Buffer:DeadLetterMaxAge",
            rows["in the buffer: dead letters"]
        );
        Assert.Contains(
            $"{JournalLimits.MaxQuarantineAge.TotalDays} days, {JournalLimits.MaxQuarantineBytes >> 20} MiB",
            rows["in the buffer: copies of damaged files"]
        );
        var delivered = rows["in the buffer: delivered"];
        Assert.Contains($"after {JournalLimits.EpochAge.TotalHours} hours", delivered);
        Assert.Contains($"{JournalLimits.MaxSegmentBytes >> 20} MiB", delivered);
        Assert.AreEqual(JournalLimits.MaxSegmentBytes, JournalLimits.SegmentBytes(options.MaxBytes));
        Assert.AreEqual(1 << 20, JournalLimits.SegmentBytes(16 << 20), "a sixteenth");
        foreach (var page in new[] { PrivacyPages.DataFlow, PrivacyPages.Record })
        {
            Assert.Contains($"dead letters {options.DeadLetterMaxAge.TotalDays} days", page.Text);
        }
    }

    private static IReadOnlyList<string> Names(IEnumerable<string> leaves) => Sorted(leaves.Select(leaf => leaf[1..]));

    private static IReadOnlyList<string> First(IEnumerable<IReadOnlyList<string>> rows) =>
        Sorted(rows.Select(row => row[0]));

    private static IReadOnlyList<string> Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}

using System.Text.RegularExpressions;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>docs/privacy.md takes the policy sentence by sentence, says of each where it stands, and names tests that there are.</summary>
[TestClass]
public sealed class PrivacyPolicyTests
{
    // A new edition of the policy is to be gone through sentence by sentence, on all pages.
    private const string Edition = "last edited on 2025-02-19";

    private static readonly string[] Sentences =
    [
        .. Numbers("W", 5),
        .. Numbers("A", 6),
        .. Numbers("T", 4),
        "T5a",
        "T5b",
        "T5c",
        .. Numbers("T", 9).Skip(5),
        "T10a",
        "T10b",
        "C1",
    ];

    private static readonly IReadOnlyList<IReadOnlyList<string>> Rows = PrivacyPages.Main.Table(
        "No.",
        "The policy",
        "State",
        "How",
        "Shown by"
    );

    [TestMethod]
    public void Each_sentence_has_its_row() => Assert.AreSequenceEqual(Sentences, Rows.Select(row => row[0]));

    [TestMethod]
    public void What_is_said_to_be_done_has_a_test_and_what_is_not_has_none()
    {
        foreach (var row in Rows)
        {
            Assert.HasCount(5, row, row[0]);
            Assert.IsGreaterThan(0, row[3].Length, row[0]);
            var named = Named(row[4]).Count();
            switch (row[2])
            {
                case "today":
                    Assert.IsGreaterThan(0, named, row[0]);
                    break;
                case "in part":
                    Assert.IsGreaterThan(0, named, row[0]);
                    Assert.MatchesRegex(Pattern("Not yet|only the vendor"), row[3], row[0]);
                    break;
                default:
                    Assert.Contains(row[2], (string[])["not yet", "not the software's"], row[0]);
                    Assert.AreEqual("–", row[4], row[0]);
                    break;
            }
        }
    }

    [TestMethod]
    public void Nothing_but_names_of_tests_shows_a_sentence() =>
        Assert.IsEmpty(
            Rows.Where(row => row[4] != "–")
                .SelectMany(row => row[4].Split(", "))
                .Where(cell => !Pattern(@"^\w+Tests\.\w+$").IsMatch(cell))
        );

    [TestMethod]
    public void Every_test_that_the_pages_name_is_there()
    {
        var named = PrivacyPages.All.SelectMany(page => Named(page.Text)).Distinct().ToList();

        Assert.IsGreaterThan(50, named.Count);
        var missing = named.Where(test => !TestSources.Has(test.Type, test.Method)).ToList();
        Assert.IsEmpty(missing, string.Join(", ", missing));
    }

    [TestMethod]
    public void A_test_is_found_by_its_whole_name_alone()
    {
        Assert.IsTrue(TestSources.Has(nameof(PrivacyPolicyTests), nameof(Each_sentence_has_its_row)));
        Assert.IsTrue(TestSources.Has("CanaryTests", "Nothing_of_a_person_comes_out"), "of another project");
        Assert.IsFalse(TestSources.Has("CanaryTests", "Nothing_of_a_person_comes"));
        Assert.IsFalse(TestSources.Has(nameof(PrivacyPolicyTests), nameof(Named)), "no test");
        Assert.IsFalse(TestSources.Has("NoTests", "Nothing_of_a_person_comes_out"));
    }

    [TestMethod]
    public void Every_class_of_tests_that_any_page_names_is_there()
    {
        var pages = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"))
            .ToList();
        var named = pages
            .SelectMany(page => Pattern(@"`(?<found>[A-Z][A-Za-z]+Tests)[`.]").Matches(File.ReadAllText(page)))
            .Select(match => match.Groups["found"].Value)
            .Distinct()
            .ToList();

        Assert.IsGreaterThan(30, named.Count);
        var missing = named.Where(type => TestSources.Tests(type).Count == 0).ToList();
        Assert.IsEmpty(missing, string.Join(", ", missing));
    }

    [TestMethod]
    public void Every_page_names_the_edition_of_the_policy()
    {
        foreach (var page in PrivacyPages.All)
        {
            Assert.Contains(Edition, page.Text);
        }
        Assert.Contains(Edition, Repository.Read("docs/decisions/0004-what-the-policy-does-not-mention.md"));
    }

    [TestMethod]
    public void The_sentence_that_the_policy_lacks_is_the_same_everywhere()
    {
        var sentence = Assert.ContainsSingle(PrivacyPages.Main.Text.Split('\n').Where(line => line.StartsWith("> ")));

        Assert.Contains(
            sentence,
            Repository.Read("docs/decisions/0004-what-the-policy-does-not-mention.md").Split('\n')
        );
    }

    [TestMethod]
    public void Every_part_of_the_pages_that_is_linked_is_there()
    {
        var parts = Pattern(@"^##+ (?<found>.+)$")
            .Matches(PrivacyPages.Main.Text)
            .Select(match => Anchor(match.Groups["found"].Value))
            .ToList();
        var linked = PrivacyPages
            .All.SelectMany(page => Pattern(@"\]\((\.\./privacy\.md)?#(?<found>[a-z0-9-]+)\)").Matches(page.Text))
            .Select(match => match.Groups["found"].Value)
            .Distinct()
            .ToList();

        Assert.IsGreaterThan(8, linked.Count);
        Assert.IsEmpty(linked.Except(parts));
    }

    private static string Anchor(string heading) =>
        string.Concat(
            heading
                .ToLowerInvariant()
                .Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-')
                .Select(letter => letter == ' ' ? '-' : letter)
        );

    private static IEnumerable<string> Numbers(string letter, int last) =>
        Enumerable.Range(1, last).Select(number => $"{letter}{number}");

    private static IEnumerable<(string Type, string Method)> Named(string text) =>
        Pattern(@"\b(?<type>[A-Z][A-Za-z0-9]+Tests)\.(?<method>[A-Z]\w+)")
            .Matches(text)
            .Select(match => (match.Groups["type"].Value, match.Groups["method"].Value));

    private static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.ExplicitCapture | RegexOptions.Multiline, TimeSpan.FromSeconds(1));
}

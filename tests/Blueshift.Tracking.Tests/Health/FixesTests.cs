using System.Text.RegularExpressions;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Health;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Health;

/// <summary>For each reason there is one sentence, and one page that says the rest.</summary>
[TestClass]
public sealed class FixesTests
{
    private static readonly string[] Questions = ["**Means**", "**Lost**", "**Do**", "**Heals**"];
    private static readonly IReadOnlyList<ConditionReason> Reasons = Enum.GetValues<ConditionReason>()
        .Where(reason => reason != ConditionReason.None)
        .ToList();

    [TestMethod]
    public void Every_reason_has_one_sentence_of_its_own()
    {
        var fixes = Reasons
            .Select(Fixes.Of)
            .Append(Fixes.Of(ConditionReason.None))
            .Append(Fixes.StillWaiting)
            .Append(Fixes.CannotStart)
            .ToList();

        Assert.HasCount(fixes.Count, fixes.Distinct());
        Assert.IsEmpty(fixes.Where(fix => !IsSentence(fix)));
    }

    [TestMethod]
    public void Every_reason_has_a_page_that_answers_the_four_questions()
    {
        var incomplete =
            from reason in Reasons
            let page = OperatingPages.Section(ContractWords.Of(reason))
            from question in Questions
            where !page.Contains(question)
            select $"{reason} lacks {question}";

        Assert.IsEmpty(incomplete);
    }

    [TestMethod]
    public void A_setting_that_a_fix_names_is_one_of_ours()
    {
        var settings = Repository.Read("docs/configuration.md");
        var named = Reasons
            .Where(reason => reason != ConditionReason.BaselineUndecided)
            .SelectMany(reason =>
                Regex.Matches(
                    Fixes.Of(reason),
                    "UserActivityTracking:(?<name>[A-Za-z:]+)",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(1)
                )
            )
            .Select(match => match.Groups["name"].Value)
            .ToList();

        Assert.IsGreaterThan(5, named.Count);
        Assert.IsEmpty(named.Where(name => !settings.Contains($"| `{name}` |")));
    }

    // One stop at its end, and none before it but in a version or a name.
    private static bool IsSentence(string text) =>
        char.IsUpper(text[0]) && text.EndsWith('.') && !text.Contains(". ") && !text.Contains('\n');
}

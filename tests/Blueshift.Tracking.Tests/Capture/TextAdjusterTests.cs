using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Capture;

[TestClass]
public sealed class TextAdjusterTests
{
    private const string Key = "\U0001F511";

    [TestMethod]
    [DataRow("Amelia", "Amelia", TextRules.None)]
    [DataRow(null, "", TextRules.None)]
    [DataRow("", "", TextRules.None)]
    [DataRow("  Amelia\r\n", "Amelia", TextRules.Trimmed)]
    [DataRow("Ame\tlia", "Ame lia", TextRules.Control)]
    [DataRow("\u0001Amelia\0", "Amelia", TextRules.Control)]
    [DataRow("\tAme\u0085lia", "Ame lia", TextRules.Trimmed | TextRules.Control)]
    [DataRow("🔑 Zoë 山田", "🔑 Zoë 山田", TextRules.None)]
    public void A_name_is_adjusted(string? text, string expected, object rules)
    {
        var adjusted = TextAdjuster.Name(text);

        Assert.AreEqual(expected, adjusted.Value);
        Assert.AreEqual((TextRules)rules, adjusted.Rules);
    }

    // Attributes cannot hold half a pair, so these stand here.
    [TestMethod]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        Assert.AreEqual("Ame\ufffdlia", TextAdjuster.Name("Ame\ud800lia").Value);
        Assert.AreEqual("\ufffd", TextAdjuster.Name("\udc00").Value);
        Assert.AreEqual("\ufffd\U0001F511", TextAdjuster.Name("\ud83d\U0001F511").Value);
        Assert.AreEqual(TextRules.Surrogate, TextAdjuster.Name("\ud800").Rules);
        Assert.AreEqual("a\ufffd@customer.example", TextAdjuster.Email("a\ud800@customer.example").Value);
        Assert.AreEqual(TextRules.Surrogate, TextAdjuster.Email("a\ud800@customer.example").Rules);
    }

    [TestMethod]
    public void A_name_is_cut_at_256_scalar_values_and_never_inside_a_pair()
    {
        var exact = string.Concat(Enumerable.Repeat(Key, 256));

        Assert.AreEqual(TextRules.None, TextAdjuster.Name(exact).Rules);
        var cut = TextAdjuster.Name(exact + "x");
        Assert.AreEqual(exact, cut.Value);
        Assert.AreEqual(TextRules.Cut, cut.Rules);
    }

    [TestMethod]
    public void A_name_of_five_thousand_characters_is_cut() =>
        Assert.AreEqual(new string('a', 256), TextAdjuster.Name(new string('a', 5000)).Value);

    [TestMethod]
    [DataRow("a@customer.example", "a@customer.example", TextRules.None)]
    [DataRow(" a@customer.example\n", "a@customer.example", TextRules.Trimmed)]
    [DataRow("a\0@customer.example", "", TextRules.Emptied)]
    [DataRow(null, "", TextRules.None)]
    public void An_email_is_adjusted_and_never_made_up(string? text, string expected, object rules)
    {
        var adjusted = TextAdjuster.Email(text);

        Assert.AreEqual(expected, adjusted.Value);
        Assert.AreEqual((TextRules)rules, adjusted.Rules);
    }

    [TestMethod]
    public void An_email_over_320_scalar_values_is_sent_empty()
    {
        var longest = new string('a', 319) + Key;

        Assert.AreEqual(longest, TextAdjuster.Email(longest).Value);
        Assert.AreEqual(TextRules.Emptied, TextAdjuster.Email(longest + "a").Rules);
    }

    [TestMethod]
    public void Adjusts_tells_whether_any_member_of_a_user_would_change()
    {
        Assert.IsFalse(TextAdjuster.Adjusts(Some.User()));
        Assert.IsTrue(TextAdjuster.Adjusts(Some.User(firstName: " a")));
        Assert.IsTrue(TextAdjuster.Adjusts(Some.User(lastName: "a ")));
        Assert.IsTrue(TextAdjuster.Adjusts(Some.User(email: "a\0")));
    }
}

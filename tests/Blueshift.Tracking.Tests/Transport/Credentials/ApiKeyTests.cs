using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport.Credentials;

namespace Blueshift.Tracking.Tests.Transport.Credentials;

[TestClass]
public sealed class ApiKeyTests
{
    [TestMethod]
    public void A_key_is_read_with_the_white_space_that_files_have_around_it()
    {
        var key = ApiKey.Parse($" {Some.ApiKey}\r\n", out var fault);

        Assert.AreEqual("", fault);
        Assert.AreEqual(Some.ApiKey, key!.Value);
    }

    [TestMethod]
    public void A_secret_may_hold_underscores() =>
        Assert.IsNotNull(ApiKey.Parse(Some.WithCheck("bst1_abcd2345_" + new string('_', 43)), out _));

    [TestMethod]
    public void A_wrong_character_anywhere_is_found()
    {
        for (var index = 5; index < Some.ApiKey.Length; index++)
        {
            var typo = Some.ApiKey.ToCharArray();
            typo[index] = typo[index] == 'f' ? 'e' : 'f';

            Assert.IsNull(ApiKey.Parse(new string(typo), out var fault), $"at {index}");
            Assert.IsTrue(
                fault.StartsWith("check digits differ, so a character is wrong or missing. Copy it again.")
                    || fault.StartsWith("does not have the form"),
                fault
            );
        }
    }

    [TestMethod]
    public void A_cut_key_is_told_by_its_length()
    {
        Assert.IsNull(ApiKey.Parse(Some.ApiKey[..^3], out var fault));
        Assert.AreEqual("has 63 characters, but an API key has 66. Copy the whole key again.", fault);
    }

    [TestMethod]
    public void Something_else_is_told_by_its_beginning_and_never_shown()
    {
        Assert.IsNull(ApiKey.Parse("hunter2-canary", out var fault));
        Assert.StartsWith("does not begin with bst1_", fault);
        Assert.DoesNotContain("canary", fault);
    }
}

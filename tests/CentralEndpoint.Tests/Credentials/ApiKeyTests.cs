using CentralEndpoint.Credentials;

namespace CentralEndpoint.Tests.Credentials;

[TestClass]
public sealed class ApiKeyTests
{
    // Check digits computed by another implementation of CRC-32C.
    private const string Sample = "bst1_k7f3abcd__aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-_aBcD_d07e168c";

    [TestMethod]
    public void A_new_key_has_the_form_of_the_contract_and_reads_back()
    {
        var key = ApiKey.Create();

        Assert.MatchesRegex("^bst1_[a-z0-9]{8}_[A-Za-z0-9_-]{43}_[0-9a-f]{8}$", key.Reveal());
        Assert.IsTrue(ApiKey.TryParse(key.Reveal(), out var read));
        Assert.AreEqual(key.Id, read.Id);
        Assert.AreSequenceEqual(key.Hash(), read.Hash());
        Assert.HasCount(32, read.Hash());
    }

    [TestMethod]
    public void A_secret_may_hold_underscores_because_the_key_is_read_by_length()
    {
        Assert.IsTrue(ApiKey.TryParse(Sample, out var key));
        Assert.AreEqual("k7f3abcd", key.Id);
    }

    [TestMethod]
    public void No_single_wrong_character_passes()
    {
        for (var at = 0; at < Sample.Length; at++)
        {
            var wrong = Sample[..at] + (Sample[at] == 'x' ? 'y' : 'x') + Sample[(at + 1)..];
            Assert.IsFalse(ApiKey.TryParse(wrong, out _), $"position {at}");
        }

        Assert.IsFalse(ApiKey.TryParse(Sample + "0", out _));
        Assert.IsFalse(ApiKey.TryParse(null, out _));
    }
}

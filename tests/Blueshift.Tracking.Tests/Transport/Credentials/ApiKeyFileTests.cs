using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport.Credentials;
using Microsoft.Extensions.Logging.Testing;

namespace Blueshift.Tracking.Tests.Transport.Credentials;

[TestClass]
public sealed class ApiKeyFileTests
{
    private static readonly string Other = Some.WithCheck("bst1_wxyz6789_" + new string('t', 43));

    private readonly FakeLogger _logger = new();
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TestInitialize]
    public void WriteKey() => Write(Some.ApiKey, 0);

    [TestCleanup]
    public void DeleteKey() => File.Delete(_path);

    [TestMethod]
    public void A_changed_file_is_read_again()
    {
        var credential = new ApiKeyFile(_path, _logger);
        Assert.AreEqual(Some.ApiKey, credential.Current());

        Write(Other, 1);

        Assert.AreEqual(Other, credential.Current());
    }

    // A secret mount of Kubernetes: key is a link into ..data, and ..data is a link that is swapped.
    [TestMethod]
    public void A_link_that_leads_elsewhere_is_a_change_too()
    {
        Write(Other, 5, _path + ".new");
        var link = _path + ".link";
        File.CreateSymbolicLink(link, _path);
        var credential = new ApiKeyFile(link, _logger);
        Assert.AreEqual(Some.ApiKey, credential.Current());

        File.Move(_path + ".new", _path, overwrite: true);

        Assert.AreEqual(Other, credential.Current());
        File.Delete(link);
    }

    [TestMethod]
    public void A_refusal_reads_the_file_again_and_tells_whether_that_helped()
    {
        var credential = new ApiKeyFile(_path, _logger);
        Assert.IsFalse(credential.Reread());

        Write(Other, 0);

        Assert.IsTrue(credential.Reread());
        Assert.AreEqual(Other, credential.Current());
    }

    [TestMethod]
    public void A_faulty_file_keeps_the_key_and_is_told_once_without_its_content()
    {
        var credential = new ApiKeyFile(_path, _logger);

        Write(Other[..^1] + "x-canary", 1);
        var keys = (credential.Current(), credential.Current(), credential.Current());

        Assert.AreEqual((Some.ApiKey, Some.ApiKey, Some.ApiKey), keys);
        var log = Assert.ContainsSingle(_logger.Collector.GetSnapshot());
        Assert.Contains("Credential:ApiKeyFile has 73 characters, but an API key has 66", log.Message);
        Assert.EndsWith("The key read before stays in use. [operating.md: credential-file]", log.Message);
        Assert.DoesNotContain("canary", log.Message);
        Assert.DoesNotContain(_path, log.Message);
    }

    [TestMethod]
    public void A_file_that_is_gone_keeps_the_key_and_is_told()
    {
        var credential = new ApiKeyFile(_path, _logger);

        File.Delete(_path);

        Assert.AreEqual(Some.ApiKey, credential.Current());
        Assert.Contains(
            "is missing or cannot be read.",
            Assert.ContainsSingle(_logger.Collector.GetSnapshot()).Message
        );
    }

    [TestMethod]
    public void A_file_that_is_far_too_long_for_a_key_keeps_the_key_before()
    {
        var credential = new ApiKeyFile(_path, _logger);

        // The key is in it, behind more white space than any secret has around it.
        Write(new string(' ', 4096) + Other, 1);

        Assert.AreEqual(Some.ApiKey, credential.Current());
    }

    private void Write(string key, int hours, string? path = null)
    {
        File.WriteAllText(path ?? _path, key + "\n");
        File.SetLastWriteTimeUtc(path ?? _path, new DateTime(2026, 11, 24, hours, 0, 0, DateTimeKind.Utc));
    }
}

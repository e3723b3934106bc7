using CentralEndpoint.Commands;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Audit;

[TestClass]
public sealed class AuditCommandTests
{
    [TestMethod]
    public async Task It_says_whether_the_chain_is_whole_and_compares_with_a_note()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(3);
        var noted = (await host.VerifyAsync()).Newest.ToString();

        var whole = await VerifyAsync(host);
        var compared = await VerifyAsync(host, "--newest", noted);
        host.Execute("DELETE FROM audit_entry WHERE number = 3");
        var cut = await VerifyAsync(host, $"--newest={noted}");
        host.Execute("UPDATE audit_entry SET actor = 'somebody' WHERE number = 2");
        var changed = await VerifyAsync(host);

        Assert.AreEqual((CommandLine.Done, $"whole: 3 entries, from 1, newest {noted}"), whole);
        Assert.AreEqual(whole, compared);
        Assert.AreEqual(CommandLine.Wrong, cut.Code);
        Assert.StartsWith("broken: entry 3 is missing, and so is every one after it", cut.Output);
        Assert.AreEqual((CommandLine.Wrong, "broken: entry 2 is not as it was written"), changed);
    }

    [TestMethod]
    [DataRow("There is one command about the audit chain: audit verify.", "audit")]
    [DataRow("There is one command about the audit chain: audit verify.", "audit", "delete")]
    [DataRow("--newest must be a number, a colon and 64 hexadecimal digits", "audit", "verify", "--newest", "5")]
    [DataRow("--newest has no value.", "audit", "verify", "--newest")]
    public async Task Wrong_words_are_told(string message, params string[] words)
    {
        var run = await CommandRun.OfAsync([], words);

        Assert.AreEqual(CommandLine.BadArguments, run.Code);
        Assert.StartsWith(message, run.Error);
    }

    private static async Task<(int Code, string Output)> VerifyAsync(CentralEndpointHost host, params string[] words)
    {
        var run = await CommandRun.OfAsync(host.Settings, ["audit", "verify", .. words]);
        return (run.Code, run.Output.Trim());
    }
}

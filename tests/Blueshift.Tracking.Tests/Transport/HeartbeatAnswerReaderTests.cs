using System.Text;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport;

[TestClass]
public sealed class HeartbeatAnswerReaderTests
{
    private const string Time = "\"serverTime\":\"2026-11-24T09:00:00.084Z\"";

    [TestMethod]
    public async Task A_whole_answer_is_read()
    {
        var json = "{" + Time + ""","nextInSeconds":900,"forget":["AAECAwQFBgcICQoLDA0ODw"],"resync":true}""";
        Assert.IsEmpty((await ContractSchema.ReadAsync("heartbeat-answer")).Faults(json));

        var answer = Read(json)!;

        Assert.AreEqual(new DateTimeOffset(2026, 11, 24, 9, 0, 0, 84, TimeSpan.Zero), answer.ServerTime);
        Assert.AreEqual(TimeSpan.FromMinutes(15), answer.NextIn);
        var subject = Assert.ContainsSingle(answer.Forget);
        Assert.AreSequenceEqual(Enumerable.Range(0, 16).Select(value => (byte)value), subject.ToArray());
        Assert.IsTrue(answer.Resync);
    }

    [TestMethod]
    public void What_may_be_absent_may_be_absent_and_what_is_unknown_is_passed_over()
    {
        var answer = Read("{" + Time + ""","motto":{"deep":[1]}}""")!;

        Assert.IsNull(answer.NextIn);
        Assert.IsEmpty(answer.Forget);
        Assert.IsFalse(answer.Resync);
    }

    [TestMethod]
    [DataRow("1", 60)]
    [DataRow("59.5", 60)]
    [DataRow("86401", 86400)]
    [DataRow("1e300", 86400)]
    [DataRow("-5", 60)]
    public void A_wait_beyond_the_contract_s_limits_is_brought_within_them(string seconds, int expected) =>
        Assert.AreEqual(TimeSpan.FromSeconds(expected), Read("{" + Time + $",\"nextInSeconds\":{seconds}}}")!.NextIn);

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("<html>sign in</html>")]
    [DataRow("""{"serverTime":7}""")]
    [DataRow("""{"serverTime":"soon"}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00"}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00+01:00"}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z","nextInSeconds":"900"}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z","nextInSeconds":null}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z","forget":null}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z","forget":[7]}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z","forget":["short"]}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z","forget":["AAECAwQFBgcICQoLDA0OD!"]}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z","resync":"true"}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z","resync":null}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z","serverTime":"2026-11-24T09:00:00Z"}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z\uD800"}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z"}{}""")]
    [DataRow("""{"serverTime":"2026-11-24T09:00:00Z",}""")]
    public void Anything_else_is_no_answer(string json) => Assert.IsNull(Read(json));

    [TestMethod]
    public void More_to_forget_than_the_contract_allows_is_no_answer()
    {
        var subjects = string.Join(',', Enumerable.Repeat("\"AAECAwQFBgcICQoLDA0ODw\"", 101));

        Assert.IsNull(Read("{" + Time + $",\"forget\":[{subjects}]}}"));
    }

    private static HeartbeatAnswer? Read(string json) => HeartbeatAnswerReader.TryRead(Encoding.UTF8.GetBytes(json));
}

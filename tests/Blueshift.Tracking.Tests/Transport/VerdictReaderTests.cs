using System.Text;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport;

/// <summary>Only what is exactly an answer to the batch is read as one.</summary>
[TestClass]
public sealed class VerdictReaderTests
{
    private const string Id = "\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\"";

    private readonly OutgoingBatch batch = new(
        Batches.Source,
        [new OutgoingActivity(1, Guid.Parse("019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10"), new byte[1])]
    );

    [TestMethod]
    [DataRow("{}")]
    [DataRow("{\"note\":1}")]
    [DataRow("{\"results\":{}}")]
    [DataRow("{\"results\":null}")]
    [DataRow("{\"results\":[1]}")]
    [DataRow("{\"results\":[[]]}")]
    [DataRow("{\"results\":[{}]}")]
    public void Results_that_are_no_list_of_verdicts_are_none(string body) => Assert.IsFalse(Reads(body));

    [TestMethod]
    [DataRow("\"status\":\"accepted\"")]
    [DataRow("\"id\":1,\"status\":\"accepted\"")]
    [DataRow("\"id\":null,\"status\":\"accepted\"")]
    [DataRow("\"id\":\"user-1\",\"status\":\"accepted\"")]
    [DataRow(Id)]
    [DataRow(Id + ",\"status\":1")]
    [DataRow(Id + ",\"status\":\"Accepted\"")]
    [DataRow(Id + ",\"status\":\"rejected\",\"reason\":\"other\"")]
    [DataRow(Id + ",\"status\":\"rejected\",\"reason\":7")]
    public void A_verdict_without_its_id_its_status_or_its_reason_is_none(string members) =>
        Assert.IsFalse(ReadsVerdict(members));

    [TestMethod]
    [DataRow(Id + "," + Id + ",\"status\":\"accepted\"")]
    [DataRow(Id + ",\"status\":\"accepted\",\"status\":\"accepted\"")]
    [DataRow(Id + ",\"status\":\"rejected\",\"reason\":\"too-large\",\"reason\":\"too-large\"")]
    [DataRow(Id + ",\"status\":\"deferred\",\"retryAfter\":1,\"retryAfter\":1")]
    public void A_member_that_comes_twice_makes_it_none(string members) => Assert.IsFalse(ReadsVerdict(members));

    [TestMethod]
    [DataRow("-1")]
    [DataRow("1.5")]
    [DataRow("3000000000")]
    [DataRow("\"30\"")]
    [DataRow("null")]
    [DataRow("{\"seconds\":30}")]
    public void A_deferral_whose_wait_is_no_whole_number_of_seconds_has_none(string retryAfter)
    {
        Assert.IsTrue(ReadsVerdict($"{Id},\"status\":\"deferred\",\"retryAfter\":{retryAfter}"));
        Assert.AreSequenceEqual([new Verdict(VerdictStatus.Deferred, null, null)], batch.Verdicts);
    }

    [TestMethod]
    public void A_deferral_of_no_time_at_all_is_read_as_that()
    {
        Assert.IsTrue(ReadsVerdict($"{Id},\"status\":\"deferred\",\"retryAfter\":0"));
        Assert.AreSequenceEqual([new Verdict(VerdictStatus.Deferred, null, TimeSpan.Zero)], batch.Verdicts);
    }

    private bool ReadsVerdict(string members) => Reads($"{{\"results\":[{{{members}}}]}}");

    private bool Reads(string body) => VerdictReader.TryRead(Encoding.UTF8.GetBytes(body), batch);
}

using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Transport;

/// <summary>Holds the answers that the transport is tested with, and what it must not take for one, to the published schemas.</summary>
[TestClass]
public sealed class AnswerSchemaTests
{
    private const string Id = "019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10";

    [TestMethod]
    public async Task The_answers_that_the_transport_reads_are_those_of_the_schema()
    {
        var schema = await ContractSchema.ReadAsync("activities-answer");
        Guid[] ids = [.. Enumerable.Range(1, 500).Select(number => new Guid(number, 0, 0, new byte[8]))];

        Assert.IsEmpty(schema.Faults(EndpointAnswers.Accepted()));
        Assert.IsEmpty(schema.Faults(EndpointAnswers.Accepted(ids)));
        Assert.IsEmpty(schema.Faults(EndpointAnswers.EachVerdict(ids)));
    }

    [TestMethod]
    public async Task The_problems_that_the_transport_reads_are_those_of_the_schema()
    {
        var schema = await ContractSchema.ReadAsync("problem");

        Assert.IsEmpty(schema.Faults(EndpointAnswers.MalformedBatch));
        Assert.IsEmpty(schema.Faults(EndpointAnswers.TooLarge));
    }

    [TestMethod]
    [DataRow("[]", "ObjectExpected")]
    [DataRow("{}", "PropertyRequired")]
    [DataRow("{\"results\":[{}]}", "PropertyRequired")]
    [DataRow("{\"results\":[{\"id\":\"" + Id + "\",\"status\":\"fine\"}]}", "NotOneOf")]
    [DataRow("{\"results\":[{\"id\":\"" + Id + "\",\"status\":\"rejected\"}]}", "NotOneOf")]
    [DataRow("{\"results\":[{\"id\":\"" + Id + "\",\"status\":\"rejected\",\"reason\":\"other\"}]}", "NotOneOf")]
    [DataRow("{\"results\":[{\"id\":\"" + Id + "\",\"status\":\"deferred\",\"retryAfter\":\"30\"}]}", "NotOneOf")]
    [DataRow("{\"results\":[{\"id\":\"1\",\"status\":\"accepted\"}]}", "PatternMismatch")]
    public async Task Whatever_is_no_answer_the_schema_refuses(string body, string fault)
    {
        var schema = await ContractSchema.ReadAsync("activities-answer");

        Assert.Contains(found => found.StartsWith(fault + " ", StringComparison.Ordinal), schema.Faults(body));
    }

    [TestMethod]
    [DataRow("{\"type\":\"https://proxy.example/too-large\"}", "PatternMismatch #/type")]
    [DataRow("{\"status\":413}", "PropertyRequired #/type")]
    [DataRow(
        "{\"type\":\"https://blueshift.one/tracking/problems/too-large\",\"maxCount\":0}",
        "NumberTooSmall #/maxCount"
    )]
    public async Task A_proxy_s_problem_the_schema_refuses(string body, string fault)
    {
        var schema = await ContractSchema.ReadAsync("problem");

        Assert.AreEqual(fault, Assert.ContainsSingle(schema.Faults(body)));
    }

    [TestMethod]
    [DataRow(
        "activities-answer",
        "{\"results\":[{\"id\":\"" + Id + "\",\"status\":\"accepted\",\"new\":1}],\"new\":[]}"
    )]
    [DataRow("problem", "{\"type\":\"https://blueshift.one/tracking/problems/new-one\",\"instance\":\"urn:1\"}")]
    [DataRow("heartbeat-answer", "{\"serverTime\":\"2026-11-24T09:00:00Z\",\"new\":{}}")]
    public async Task What_may_be_added_the_schema_allows(string name, string body) =>
        Assert.IsEmpty((await ContractSchema.ReadAsync(name)).Faults(body));

    [TestMethod]
    [DataRow("{}", "PropertyRequired #/serverTime")]
    [DataRow("{\"serverTime\":\"2026-11-24T09:00:00Z\",\"nextInSeconds\":59}", "NumberTooSmall #/nextInSeconds")]
    [DataRow("{\"serverTime\":\"2026-11-24T09:00:00Z\",\"nextInSeconds\":86401}", "NumberTooBig #/nextInSeconds")]
    [DataRow("{\"serverTime\":\"2026-11-24T09:00:00Z\",\"forget\":[\"user-1\"]}", "PatternMismatch #/forget[0]")]
    [DataRow("{\"serverTime\":\"2026-11-24 09:00\",\"resync\":true}", "PatternMismatch #/serverTime")]
    public async Task A_heartbeat_s_answer_outside_the_contract_the_schema_refuses(string body, string fault)
    {
        var schema = await ContractSchema.ReadAsync("heartbeat-answer");

        Assert.AreEqual(fault, Assert.ContainsSingle(schema.Faults(body)));
    }
}

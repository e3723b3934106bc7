using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Heartbeats;

/// <summary>Heartbeats as the endpoint takes and stores them; that it follows the contract is the conformance suite's to show.</summary>
[TestClass]
public sealed class HeartbeatTests : EndpointTest
{
    [TestMethod]
    public async Task The_answer_tells_the_time_and_when_the_next_is_wanted()
    {
        var sender = await Host.AddSenderAsync();

        var answer = await sender.BeatAsync(Beat.Of(sender.Instance));

        Assert.AreEqual(HttpStatusCode.OK, answer.Status, answer.Text);
        Assert.AreEqual(
            The.Now,
            DateTimeOffset.Parse((string)answer.Json["serverTime"]!, CultureInfo.InvariantCulture)
        );
        Assert.AreEqual((900, false), ((int)answer.Json["nextInSeconds"]!, (bool)answer.Json["resync"]!));
        Assert.IsEmpty(answer.Json["forget"]!.AsArray());
    }

    [TestMethod]
    public async Task The_interval_can_be_set()
    {
        await using var host = await CentralEndpointHost.StartAsync(
            folder: null,
            "--CentralEndpoint:HeartbeatSeconds=60"
        );
        var sender = await host.AddSenderAsync();

        Assert.AreEqual(60, (int)(await sender.BeatAsync(Beat.Of(sender.Instance))).Json["nextInSeconds"]!);
    }

    [TestMethod]
    [DataRow("library", "1")]
    [DataRow("library", "\"a\\u0000b\"")]
    [DataRow("sentAt", "\"yesterday\"")]
    [DataRow("sentAt", "null")]
    [DataRow("state", "\"asleep\"")]
    [DataRow("reason", "\"tired\"")]
    [DataRow("reason", "1")]
    [DataRow("waiting", "-1")]
    [DataRow("waiting", "1.5")]
    [DataRow("waiting", "9007199254740992")]
    [DataRow("oldest", "0")]
    [DataRow("deadLetters", "\"0\"")]
    [DataRow("refused", "[]")]
    [DataRow("refused", """{"BufferFull":"1"}""")]
    [DataRow("sources", "{}")]
    [DataRow("sources", "[1]")]
    [DataRow("sources", "[{}]")]
    [DataRow("activeSet", "[]")]
    [DataRow(
        "activeSet",
        """{"count":1,"digest":"5F0C6A1E9B3D47C28E11F00D2A4B6C8D","asOf":"2026-11-24T12:00:00.000Z"}"""
    )]
    [DataRow("forgotten", """["a"]""")]
    [DataRow("forgotten", "null")]
    public async Task A_member_that_is_not_as_the_contract_says_makes_it_no_heartbeat(string member, string value)
    {
        var sender = await Host.AddSenderAsync();

        var answer = await sender.BeatAsync(
            Beat.Of(sender.Instance, heartbeat => heartbeat[member] = JsonNode.Parse(value))
        );

        AssertMalformed(answer);
        Assert.AreEqual(0, Host.Count($"SELECT COUNT(*) FROM heartbeat WHERE instance = '{sender.Instance}'"));
    }

    [TestMethod]
    [DataRow("source", "\"/clients/elsewhere\"", HttpStatusCode.Forbidden)]
    [DataRow("source", "\"elsewhere\"", HttpStatusCode.BadRequest)]
    [DataRow("last", "\"1\"", HttpStatusCode.BadRequest)]
    [DataRow("last", "1", HttpStatusCode.BadRequest)]
    [DataRow("settledThrough", "\"9999999999999999999\"", HttpStatusCode.BadRequest)]
    [DataRow("waiting", "null", HttpStatusCode.BadRequest)]
    [DataRow("givenUp", "[{}]", HttpStatusCode.BadRequest)]
    [DataRow(
        "givenUp",
        """[{"from":"0000000000000000002","to":"0000000000000000001","reason":"Expired"}]""",
        HttpStatusCode.BadRequest
    )]
    [DataRow(
        "givenUp",
        """[{"from":"0000000000000000000","to":"0000000000000000001","reason":"Expired"}]""",
        HttpStatusCode.BadRequest
    )]
    [DataRow(
        "givenUp",
        """[{"from":"0000000000000000001","to":"0000000000000000001","reason":"Boredom"}]""",
        HttpStatusCode.BadRequest
    )]
    public async Task So_does_one_of_a_source(string member, string value, HttpStatusCode expected)
    {
        var sender = await Host.AddSenderAsync();

        var answer = await sender.BeatAsync(
            Beat.Of(sender.Instance, heartbeat => heartbeat["sources"]![0]![member] = JsonNode.Parse(value))
        );

        Assert.AreEqual(expected, answer.Status, answer.Text);
        Assert.AreEqual(0, Host.Count($"SELECT COUNT(*) FROM source WHERE instance = '{sender.Instance}'"));
    }

    [TestMethod]
    public async Task More_ranges_or_forgotten_subjects_than_the_contract_allows_make_it_none()
    {
        var sender = await Host.AddSenderAsync();
        var ranges = Enumerable.Range(1, 501).Select(static number => (JsonNode)Beat.GivenUp(number, number)).ToArray();

        AssertMalformed(
            await sender.BeatAsync(
                Beat.Of(sender.Instance, heartbeat => heartbeat["sources"]![0]!["givenUp"] = new JsonArray(ranges))
            )
        );
        AssertMalformed(
            await sender.BeatAsync(
                Beat.Of(
                    sender.Instance,
                    static heartbeat =>
                        heartbeat["forgotten"] = new JsonArray([
                            .. Enumerable.Range(0, 101).Select(static number => (JsonNode)Some.Subject(number)),
                        ])
                )
            )
        );
    }

    [TestMethod]
    public async Task What_was_said_to_be_settled_stays_so_and_what_waits_is_what_was_said_last()
    {
        var sender = await Host.AddSenderAsync();
        await sender.BeatAsync(Single(sender, settledThrough: 5, waiting: 3));

        await sender.BeatAsync(Single(sender, settledThrough: 2, waiting: 1));

        var row = $"FROM source WHERE instance = '{sender.Instance}'";
        Assert.AreEqual(5, Host.Count($"SELECT CAST(settled_through AS INTEGER) {row}"));
        Assert.AreEqual(8, Host.Count($"SELECT CAST(last AS INTEGER) {row}"));
        Assert.AreEqual(1, Host.Count($"SELECT waiting {row}"));
    }

    [TestMethod]
    public async Task Bodies_that_are_no_json_or_too_deep_are_refused_and_leave_it_serving()
    {
        var sender = await Host.AddSenderAsync();
        foreach (var body in new[] { "", "nul", "[", "\"\\ud800\"", "{\"\\ud800\":1}", new string('[', 60_000) })
        {
            AssertMalformed(await sender.BeatAsync(body));
        }

        Assert.AreEqual(HttpStatusCode.OK, (await sender.BeatAsync(Beat.Of(sender.Instance))).Status);
    }

    private static JsonObject Single(Sender sender, long settledThrough, long waiting) =>
        Beat.Of(sender.Instance, Beat.Source(Beat.Journal(sender.Instance), settledThrough, waiting));

    private static void AssertMalformed(Answer answer) =>
        answer.AssertProblem(
            HttpStatusCode.BadRequest,
            "malformed-heartbeat",
            "The heartbeat cannot be read.",
            "The body is not the JSON object of the contract: no duplicate members, each known member as the schema says."
        );
}

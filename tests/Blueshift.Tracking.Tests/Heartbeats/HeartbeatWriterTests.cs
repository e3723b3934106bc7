using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Heartbeats;

[TestClass]
public sealed class HeartbeatWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public async Task A_quiet_one_is_as_the_schema_has_it()
    {
        var json = Write(Facts());

        Assert.IsEmpty((await ContractSchema.ReadAsync("heartbeat-request")).Faults(json.ToJsonString()));
        Assert.AreEqual("delivering", (string?)json["state"]);
        Assert.IsNull(json["reason"]);
        Assert.IsNull(json["oldest"]);
        Assert.AreEqual("2026-11-24T09:00:00.000Z", (string?)json["sentAt"]);
        Assert.AreEqual("0000000000000000412", (string?)json["sources"]![0]!["last"]);
    }

    [TestMethod]
    public async Task One_with_everything_is_as_the_schema_has_it()
    {
        var schema = await ContractSchema.ReadAsync("heartbeat-request");
        foreach (var state in Enum.GetValues<DeliveryState>())
        {
            var facts = Facts() with
            {
                State = state,
                Reason = ConditionReason.TlsRefused,
                Buffer = Facts().Buffer with { OldestWaiting = Now.AddMinutes(-3), Waiting = 12, DeadLetters = 2 },
                Refused = Enum.GetValues<RefusalReason>().Select(reason => (reason, 3L)).ToList(),
                Sources =
                [
                    ScriptedReports.Report(
                        Enum.GetValues<GivenUpReason>()
                            .Where(reason => reason != GivenUpReason.None)
                            .Select(reason => new GivenUpRange((byte)reason, (byte)reason + 1L, reason))
                            .ToArray()
                    ),
                ],
                Forgotten = [new byte[16]],
            };

            var json = Write(facts);

            Assert.IsEmpty(schema.Faults(json.ToJsonString()), state.ToString());
            Assert.AreEqual("tls-refused", (string?)json["reason"]);
            Assert.AreEqual("2026-11-24T08:57:00.000Z", (string?)json["oldest"]);
            Assert.AreEqual(3, (int?)json["refused"]!["BufferFull"]);
            Assert.AreEqual("AAAAAAAAAAAAAAAAAAAAAA", (string?)json["forgotten"]![0]);
            Assert.AreEqual("DeadLetter", (string?)json["sources"]![0]!["givenUp"]![7]!["reason"]);
        }
    }

    [TestMethod]
    public void It_has_the_members_of_the_contract_and_no_others()
    {
        var json = Write(
            Facts() with
            {
                Sources = [ScriptedReports.Report(new GivenUpRange(1, 2, GivenUpReason.Erased))],
            }
        );

        Assert.AreSequenceEqual(
            [
                "library",
                "sentAt",
                "state",
                "reason",
                "waiting",
                "oldest",
                "deadLetters",
                "refused",
                "sources",
                "forgotten",
            ],
            json.Select(member => member.Key)
        );
        var source = json["sources"]![0]!.AsObject();
        Assert.AreSequenceEqual(
            ["source", "last", "settledThrough", "waiting", "givenUp"],
            source.Select(member => member.Key)
        );
        Assert.AreSequenceEqual(
            ["from", "to", "reason"],
            source["givenUp"]![0]!.AsObject().Select(member => member.Key)
        );
    }

    [TestMethod]
    public async Task Who_is_active_is_a_count_and_a_digest_of_32_digits()
    {
        var json = Write(Facts() with { ActiveSet = new ActiveSet(1204, 0xAB, Now) });

        Assert.IsEmpty((await ContractSchema.ReadAsync("heartbeat-request")).Faults(json.ToJsonString()));
        Assert.AreEqual(
            """{"count":1204,"digest":"000000000000000000000000000000ab","asOf":"2026-11-24T09:00:00.000Z"}""",
            json["activeSet"]!.ToJsonString()
        );
    }

    [TestMethod]
    public void The_largest_one_is_within_its_limit()
    {
        var instance = new string('a', 64);
        var ranges = Enumerable
            .Repeat(new GivenUpRange(long.MaxValue, long.MaxValue, GivenUpReason.DeadLettersFull), 500)
            .ToArray();
        var sources = Enumerable
            .Range(0, HeartbeatWriter.MaxSources)
            .Select(index =>
                ScriptedReports.Report(index == 0 ? ranges : []) with
                {
                    Source = $"/clients/{instance}/journals/{Guid.NewGuid():D}",
                    Waiting = long.MaxValue,
                }
            )
            .ToArray();
        var facts = Facts() with
        {
            Reason = ConditionReason.BaselineUndecided,
            Buffer = Facts().Buffer with { OldestWaiting = Now, Waiting = long.MaxValue, DeadLetters = long.MaxValue },
            Refused = Enum.GetValues<RefusalReason>().Select(reason => (reason, long.MaxValue)).ToList(),
            Sources = sources,
            Forgotten = Enumerable.Repeat<ReadOnlyMemory<byte>>(new byte[16], 100).ToArray(),
        };

        var length = HeartbeatWriter.Write(facts).Length;

        Assert.IsLessThanOrEqualTo(HeartbeatWriter.MaxBytes, length);
    }

    [TestMethod]
    [DoNotParallelize]
    public void The_host_s_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.DateTimeFormat.TimeSeparator = ".";
            CultureInfo.CurrentCulture = culture;
            var json = Write(Facts());

            Assert.AreEqual("2026-11-24T09:00:00.000Z", (string?)json["sentAt"]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static JsonObject Write(HeartbeatFacts facts) =>
        JsonNode.Parse(Encoding.UTF8.GetString(HeartbeatWriter.Write(facts).Span))!.AsObject();

    private static HeartbeatFacts Facts() =>
        new()
        {
            SentAt = Now,
            State = DeliveryState.Delivering,
            Reason = ConditionReason.None,
            Buffer = Some.EmptyBuffer with
            {
                Recorded = 412,
                Delivered = 412,
                LastSequence = 412,
                SettledThrough = 412,
            },
            Refused = [],
            Sources = [ScriptedReports.Report()],
            Forgotten = [],
        };
}

using System.Text;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport;

/// <summary>Whatever comes back, reading it throws nothing, and acknowledges nothing that it does not say.</summary>
[TestClass]
public sealed class AnswerFuzzTests
{
    private static readonly Guid[] Ids = Enumerable
        .Range(1, 4)
        .Select(number => new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
        .ToArray();

    private static readonly byte[] Valid = Encoding.UTF8.GetBytes(EndpointAnswers.EachVerdict(Ids));

    private static readonly byte[] Heartbeat =
        """{"serverTime":"2026-11-24T09:00:00Z","nextInSeconds":900,"forget":["AAECAwQFBgcICQoLDA0ODw"],"resync":true}"""u8.ToArray();

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public void A_changed_answer_is_read_as_it_stands_or_not_at_all()
    {
        var random = new Random(7);
        var taken = 0;
        for (var round = 0; round < Assurance.Iterations(slice: 20_000, full: 2_000_000); round++)
        {
            var bytes = Change(Valid, random);
            var batch = Batch();
            if (VerdictReader.TryRead(bytes, batch))
            {
                taken++;
                AssertSaid(bytes, batch.Verdicts, round);
            }
        }

        // Most changes break it; some change a letter that decides nothing.
        Assert.AreNotEqual(0, taken);
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public void A_changed_answer_to_a_heartbeat_never_throws()
    {
        var random = new Random(11);
        var taken = 0;
        for (var round = 0; round < Assurance.Iterations(slice: 20_000, full: 2_000_000); round++)
        {
            var answer = HeartbeatAnswerReader.TryRead(Change(Heartbeat, random));
            taken += answer is null ? 0 : 1;
            Assert.IsTrue(answer is null || answer.Forget.All(subject => subject.Length == 16));
        }

        Assert.AreNotEqual(0, taken);
    }

    // What is taken for an answer has, for an independent reader, the same ids and the same words at the same places.
    private static void AssertSaid(byte[] bytes, IReadOnlyList<Verdict> verdicts, int round)
    {
        using var document = System.Text.Json.JsonDocument.Parse(bytes);
        var results = document.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.HasCount(Ids.Length, results, $"round {round}");
        for (var index = 0; index < Ids.Length; index++)
        {
            Assert.AreEqual(Ids[index], Guid.Parse(results[index].GetProperty("id").GetString()!), $"round {round}");
            Assert.AreEqual(
                results[index].GetProperty("status").GetString(),
                verdicts[index].Status.ToString().ToLowerInvariant(),
                $"round {round}"
            );
        }
    }

    private static OutgoingBatch Batch() =>
        new(
            "/clients/acme-prod/journals/x",
            Ids.Select((id, index) => new OutgoingActivity(index + 1, id, ReadOnlyMemory<byte>.Empty)).ToArray()
        );

    // One to three of: a byte, a cut, a piece twice, a piece gone, a piece of it elsewhere.
    private static byte[] Change(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(1, 4); changes > 0 && bytes.Count > 1; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = random.Next(1, Math.Min(40, bytes.Count - at + 1));
            var piece = bytes.GetRange(at, Math.Min(length, bytes.Count - at));
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 2:
                    bytes.InsertRange(at, piece);
                    break;
                case 3:
                    bytes.RemoveRange(at, piece.Count);
                    break;
                default:
                    bytes.InsertRange(random.Next(bytes.Count), piece);
                    break;
            }
        }
        return [.. bytes];
    }
}

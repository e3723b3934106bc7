using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>Sends damaged batches in the name of one instance and keeps what the answers say about them.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same bodies.")]
internal sealed class FuzzedRun(Sender sender, Random random)
{
    private readonly BatchMutator _mutator = new(random);
    private int _number;

    /// <summary>Gets the ids that were accepted.</summary>
    public HashSet<string> Accepted { get; } = new(StringComparer.Ordinal);

    public int Resent { get; private set; }

    public int Rejected { get; private set; }

    /// <summary>Gets how many requests were refused as a whole.</summary>
    public int Refused { get; private set; }

    public async Task SendAsync(string context)
    {
        var body = _mutator.Damage(Encoding.UTF8.GetBytes(Batch()));
        switch (random.Next(8))
        {
            case 0:
                var damaged = _mutator.DamageBytes(Sender.Gzip(body));
                Note(await sender.PostGzipAsync(damaged), body, context);
                break;
            case 1:
                Note(await sender.PostGzipAsync(Sender.Gzip(body)), body, context);
                break;
            case 2:
                await SendTwiceAsync(body, context);
                break;
            default:
                Note(await sender.PostAsync(body), body, context);
                break;
        }
    }

    // What came once is known the second time, and what was refused once is refused again.
    private async Task SendTwiceAsync(byte[] body, string context)
    {
        var first = await sender.PostAsync(body);
        Note(first, body, context);
        var before = Accepted.Count;

        var second = await sender.PostAsync(body);

        Note(second, body, context);
        Assert.AreEqual(first.Status, second.Status, context);
        Assert.HasCount(before, Accepted, context);
    }

    private void Note(Answer answer, byte[] body, string context)
    {
        Contract.AssertAnswer(answer, body, context);
        if (answer.Status != HttpStatusCode.OK)
        {
            Refused++;
            return;
        }

        foreach (var result in answer.Results)
        {
            switch ((string?)result!["status"])
            {
                case "accepted":
                    Assert.IsTrue(Accepted.Add((string)result["id"]!), $"{context}: accepted twice");
                    break;
                case "duplicate":
                    Resent++;
                    break;
                default:
                    Rejected++;
                    break;
            }
        }
    }

    private string Batch() =>
        new JsonArray([.. Enumerable.Range(0, random.Next(1, 6)).Select(Activity)]).ToJsonString();

    private JsonNode Activity(int index) =>
        sender.Activity(activity =>
        {
            activity["id"] = Some.Id(++_number);
            activity["subject"] = Some.Subject(random.Next(200));
            activity["sequence"] = Beat.Number(_number);
            activity["data"]!["firstName"] = index == 0 ? "Zoë 😀" : "Amelia";
            activity["data"]!["status"] = random.Next(3) == 0 ? "removal" : "addition";
            activity["data"]!["date"] = Some.Date(The.Now.AddMinutes(-random.Next(10_000)));
            if (random.Next(3) == 0)
            {
                activity["origin"] = "baseline";
                activity["traceparent"] = new JsonObject { ["x"] = new JsonArray(1) };
            }
        });
}

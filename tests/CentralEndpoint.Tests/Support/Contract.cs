using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CentralEndpoint.Tests.Support;

/// <summary>What an answer of the endpoint may be, whatever was asked.</summary>
internal static class Contract
{
    private static readonly string[] Problems =
    [
        "400 malformed-batch",
        "400 malformed-heartbeat",
        "403 instance-mismatch",
        "413 too-large",
        "415 unsupported-encoding",
        "415 unsupported-media-type",
    ];

    private static readonly string[] Members = ["type", "title", "status", "detail", "index", "maxCount", "maxBytes"];

    /// <summary>Demands verdicts for exactly what was sent, or a problem of the contract that repeats nothing of it.</summary>
    public static void AssertAnswer(Answer answer, byte[] sent, string context)
    {
        if (answer.Status == HttpStatusCode.OK)
        {
            Assert.AreEqual("application/json", answer.MediaType, context);
            var ids = JsonNode.Parse(sent)!.AsArray().Select(static element => (string?)element!["id"]);
            Assert.AreSequenceEqual(ids, answer.Results.Select(static result => (string?)result!["id"]), context);
            return;
        }

        AssertProblem(answer, context);
    }

    public static void AssertProblem(Answer answer, string context)
    {
        Assert.AreEqual("application/problem+json", answer.MediaType, $"{context}: {(int)answer.Status}");
        var problem = JsonNode.Parse(
            answer.Text,
            default,
            new JsonDocumentOptions { AllowDuplicateProperties = false }
        )!;
        var name = ((string?)problem["type"])!;
        Assert.StartsWith(The.ProblemBase, name, context);
        Assert.Contains($"{(int)answer.Status} {name[The.ProblemBase.Length..]}", Problems, context);
        Assert.AreEqual((int)answer.Status, (int)problem["status"]!, context);
        Assert.IsEmpty(problem.AsObject().Select(static member => member.Key).Except(Members), context);
        Assert.DoesNotContain(".example", answer.Text, context);
    }
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>Bodies of a shape that parsers, limits or databases are known to stumble over.</summary>
[TestClass]
public sealed class HostileShapesTests : EndpointTest
{
    private const int MaxBytes = 256 * 1024;

    [TestMethod]
    [DataRow("{}", 413)]
    [DataRow("[]", 413)]
    [DataRow("0", 413)]
    [DataRow("\"\"", 413)]
    [DataRow("null", 413)]
    [DataRow("[[]]", 413)]
    [DataRow("[[[]]]", 413)]
    [DataRow("[[[[]]]]", 400)]
    public async Task As_many_tiny_elements_as_fit_are_refused_as_a_whole(string element, int expected)
    {
        var sender = await Host.AddSenderAsync();
        var body = Repeated(element, (MaxBytes - 2) / (element.Length + 1));

        foreach (var answer in new[] { await sender.PostAsync(body), await sender.PostGzipAsync(Zipped(body)) })
        {
            Assert.AreEqual(expected, (int)answer.Status);
            Contract.AssertProblem(answer, element);
        }
    }

    [TestMethod]
    public async Task Five_hundred_elements_that_are_almost_nothing_are_judged_one_by_one()
    {
        var sender = await Host.AddSenderAsync();
        var ids = Enumerable.Range(1, 500).Select(Some.Id).ToArray();

        var answer = await sender.PostAsync(
            "[" + string.Join(',', ids.Select(static id => $"{{\"id\":\"{id}\"}}")) + "]"
        );

        Assert.HasCount(500, answer.Verdicts());
        Assert.IsTrue(answer.Verdicts().All(static verdict => verdict == "rejected missing-field /type"));
        AssertNothingStored(sender);
    }

    [TestMethod]
    [DataRow(2, 200)]
    [DataRow(3, 400)]
    [DataRow(1_000, 400)]
    [DataRow(40_000, 400)]
    public async Task A_context_attribute_may_nest_to_the_fourth_level_and_no_deeper(int levels, int expected)
    {
        var sender = await Host.AddSenderAsync();
        foreach (var nested in new[] { HostileJson.Nested('[', ']', levels), Objects(levels) })
        {
            var answer = await sender.PostAsync($"[{With(sender, $"\"extra\":{nested}")}]");

            Assert.AreEqual(expected, (int)answer.Status);
        }

        Assert.AreEqual(expected == 200 ? 2 : 0, Stored.Count(Host, "activity", sender.Instance));
    }

    [TestMethod]
    public async Task An_attribute_of_twenty_thousand_members_is_too_large_and_the_others_are_taken()
    {
        var sender = await Host.AddSenderAsync();
        var members = string.Join(',', Enumerable.Range(0, 20_000).Select(static number => $"\"{number:x}\":0"));
        var huge = With(sender, $"\"extra\":{{{members}}}");

        var answer = await sender.PostAsync($"[{sender.Activity().ToJsonString()},{huge}]");

        answer.AssertVerdicts("accepted", "rejected too-large ");
    }

    [TestMethod]
    public async Task Any_member_twice_at_any_level_and_in_any_spelling_is_400_and_nothing_is_stored()
    {
        var sender = await Host.AddSenderAsync();
        var activity = sender.Activity(static activity =>
            activity["extra"] = new JsonObject
            {
                ["a"] = 1,
                ["b"] = new JsonObject { ["c"] = 1 },
            }
        );
        var good = activity.ToJsonString();
        foreach (var name in Names(activity))
        {
            foreach (var second in Spellings(name))
            {
                var at = good.IndexOf($"\"{name}\":", StringComparison.Ordinal);
                var answer = await sender.PostAsync($"[{good[..at]}{second}:0,{good[at..]}]");

                Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status, $"{name} as {second}");
                Contract.AssertProblem(answer, name);
            }
        }

        AssertNothingStored(sender);
        (await sender.PostAsync($"[{good}]")).AssertVerdicts("accepted");
    }

    [TestMethod]
    [DataRow("/specversion")]
    [DataRow("/type", "unsupported-type")]
    [DataRow("/source")]
    [DataRow("/sequence")]
    [DataRow("/subject")]
    [DataRow("/origin")]
    [DataRow("/data/firstName")]
    [DataRow("/data/lastName")]
    [DataRow("/data/email")]
    [DataRow("/data/clientInstanceId", "instance-mismatch")]
    [DataRow("/data/status")]
    [DataRow("/data/date")]
    public async Task A_NUL_in_a_text_never_reaches_the_database(string place, string reason = "invalid-field")
    {
        var sender = await Host.AddSenderAsync();
        var name = place[(place.LastIndexOf('/') + 1)..];
        var activity = sender.Activity(static activity => activity["origin"] = "baseline");
        var owner = place.StartsWith("/data/", StringComparison.Ordinal) ? activity["data"]! : activity;
        owner[name] = (string?)owner[name] + "\0";

        var answer = await sender.PostAsync(activity, sender.Activity());

        if (reason == "instance-mismatch")
        {
            Assert.AreEqual(HttpStatusCode.Forbidden, answer.Status);
            return;
        }

        answer.AssertVerdicts($"rejected {reason} {place}", "accepted");
        Assert.AreEqual(1, Stored.Count(Host, "activity", sender.Instance));
    }

    [TestMethod]
    public async Task What_is_not_ours_may_hold_NUL_halves_of_pairs_and_numbers_without_end()
    {
        var sender = await Host.AddSenderAsync();
        string[] extras =
        [
            "\"x\":\"\\u0000\"",
            "\"\\u0000\":1",
            "\"x\":\"\\ud800\"",
            "\"x\":1e999999999",
            "\"x\":" + new string('9', 10_000),
        ];

        var answer = await sender.PostAsync($"[{string.Join(',', extras.Select(extra => With(sender, extra)))}]");

        answer.AssertVerdicts([.. extras.Select(static _ => "accepted")]);
    }

    [TestMethod]
    public async Task A_byte_order_mark_and_UTF_16_and_UTF_32_are_400()
    {
        var sender = await Host.AddSenderAsync();
        var body = $"[{sender.Activity().ToJsonString()}]";
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            byte[] marked = [.. encoding.Preamble, .. encoding.GetBytes(body)];

            Assert.AreEqual(HttpStatusCode.BadRequest, (await sender.PostAsync(marked)).Status, encoding.WebName);
        }

        AssertNothingStored(sender);
    }

    private static IEnumerable<string> Names(JsonObject owner) =>
        owner.SelectMany(static member =>
            member.Value is JsonObject inner ? Names(inner).Prepend(member.Key) : [member.Key]
        );

    private static string[] Spellings(string name) =>
        [
            $"\"{name}\"",
            $"\"\\u{(int)name[0]:x4}{name[1..]}\"",
            "\"" + string.Concat(name.Select(static character => $"\\u{(int)character:X4}")) + "\"",
        ];

    private static string With(Sender sender, string member) => sender.Activity().ToJsonString()[..^1] + $",{member}}}";

    private static string Objects(int levels) =>
        string.Concat(Enumerable.Repeat("{\"\":", levels - 1)) + "{}" + new string('}', levels - 1);

    private static string Repeated(string element, int count) =>
        "[" + string.Join(',', Enumerable.Repeat(element, count)) + "]";

    private static byte[] Zipped(string body) => Sender.Gzip(Encoding.UTF8.GetBytes(body));

    private static void AssertNothingStored(Sender sender) =>
        Assert.AreEqual(0, Stored.Count(Host, "activity", sender.Instance));
}

using System.Text.Json.Nodes;
using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>Verdicts: once in effect, in order, and nothing repeated but the id.</summary>
[TestClass]
public sealed class VerdictTests : ConformanceTest
{
    private const string Accepted = "accepted";
    private const string Duplicate = "duplicate";
    private const string Conflict = "rejected id-conflict";

    [TestMethod]
    public async Task Results_come_one_for_each_activity_in_the_order_of_the_request()
    {
        var known = Sender.Activity();
        (await Sender.PostAsync(known)).AssertVerdicts(Accepted);
        var bad = Sender.Activity(static activity => activity.Remove("subject"));
        var fresh = Sender.Activity();

        var answer = await Sender.PostAsync(bad, known, fresh);

        answer.AssertVerdicts("rejected missing-field", Duplicate, Accepted);
        Assert.AreSequenceEqual(new[] { bad, known, fresh }.Select(IdOf), answer.Ids);
    }

    [TestMethod]
    public async Task A_known_id_with_the_same_subject_and_status_is_a_duplicate_whatever_else_differs()
    {
        var first = Sender.Activity();
        (await Sender.PostAsync(first)).AssertVerdicts(Accepted);

        var answer = await Sender.PostAsync(
            first,
            Changed(first, static activity => activity["sequence"] = "0000000000000000999"),
            Changed(first, static activity => activity["data"]!["lastName"] = "Other"),
            Changed(first, static activity => activity["data"]!["date"] = Some.Date(TimeSpan.FromDays(3))),
            Changed(first, static activity => activity["data"]!["seventh"] = ""),
            Changed(first, static activity => activity["type"] = "one.blueshift.user-activity.v2")
        );

        answer.AssertVerdicts([.. Enumerable.Repeat(Duplicate, 6)]);
    }

    [TestMethod]
    public async Task A_known_id_with_another_subject_or_status_is_a_conflict_and_the_first_content_stays()
    {
        var first = Sender.Activity();
        (await Sender.PostAsync(first)).AssertVerdicts(Accepted);

        var answer = await Sender.PostAsync(
            Changed(first, static activity => activity["subject"] = Some.Subject()),
            Changed(first, static activity => activity["data"]!["status"] = "removal"),
            first
        );

        answer.AssertVerdicts(Conflict, Conflict, Duplicate);
    }

    [TestMethod]
    public async Task The_same_id_twice_in_one_batch_is_accepted_once()
    {
        var first = Sender.Activity();

        var answer = await Sender.PostAsync(
            first,
            first,
            Changed(first, static activity => activity["data"]!["status"] = "removal")
        );

        answer.AssertVerdicts(Accepted, Duplicate, Conflict);
    }

    [TestMethod]
    public async Task A_rejected_activity_claims_no_id()
    {
        var good = Sender.Activity();
        var bad = Changed(good, static activity => activity["sequence"] = "1");

        (await Sender.PostAsync(bad, good)).AssertVerdicts("rejected invalid-field", Accepted);
    }

    [TestMethod]
    public async Task The_same_number_with_another_id_is_never_refused()
    {
        var (one, two) = (Sender.Activity(), Sender.Activity());

        (await Sender.PostAsync(one, two)).AssertVerdicts(Accepted, Accepted);
    }

    [TestMethod]
    public async Task Identical_batches_at_the_same_time_store_each_activity_once()
    {
        string[] batch = [.. Enumerable.Range(0, 20).Select(static _ => Sender.Activity())];

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Sender.PostAsync(batch)));

        var verdicts = answers.SelectMany(static answer => answer.Verdicts()).ToList();
        Assert.AreEqual(20, verdicts.Count(static verdict => verdict == Accepted));
        Assert.AreEqual(140, verdicts.Count(static verdict => verdict == Duplicate));
    }

    [TestMethod]
    public async Task Nothing_of_the_request_is_repeated_but_the_id()
    {
        var canary = Sender.Activity(static activity =>
        {
            activity["canaryAttribute"] = "canary";
            activity["data"]!["firstName"] = "canary";
            activity["data"]!["email"] = "canary@customer.example";
        });
        string[] rejected =
        [
            Changed(canary, static activity => activity["sequence"] = "canary"),
            Changed(canary, static activity => activity["data"]!["status"] = "canary"),
            Changed(canary, static activity => activity["data"]!["canaryMember"] = "1"),
            Changed(canary, static activity => activity["type"] = "canary"),
        ];

        var verdicts = await Sender.PostAsync([.. rejected, canary]);
        var malformed = await Sender.PostAsync(canary, "{\"id\":\"canary\"}");
        var foreign = await Sender.PostAsync(
            Changed(canary, static activity => activity["data"]!["clientInstanceId"] = "canary")
        );

        Assert.AreEqual(Accepted, verdicts.Verdicts()[^1]);
        foreach (var answer in new[] { verdicts, malformed, foreign })
        {
            Assert.DoesNotContain("canary", answer.Text);
            Assert.DoesNotContain("Nguyen", answer.Text);
        }
    }

    private static string IdOf(string activity) => (string)JsonNode.Parse(activity)!["id"]!;

    private static string Changed(string activity, Action<JsonObject> change)
    {
        var copy = JsonNode.Parse(activity)!.AsObject();
        change(copy);
        return copy.ToJsonString();
    }
}

using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Ingest;

[TestClass]
public sealed class VerdictTests : EndpointTest
{
    private const string Duplicate = "duplicate";
    private const string Conflict = "rejected id-conflict /id";

    [TestMethod]
    public async Task Verdicts_come_one_per_activity_in_the_order_of_the_request()
    {
        var sender = await Host.AddSenderAsync();
        var known = sender.Activity();
        await sender.PostAsync(known);
        var bad = sender.Activity(static activity => activity.Remove("subject"));
        var fresh = sender.Activity();

        var answer = await sender.PostAsync(bad, known.DeepClone(), fresh);

        answer.AssertVerdicts("rejected missing-field /subject", Duplicate, "accepted");
        Assert.AreSequenceEqual(
            new[] { (string?)bad["id"], (string?)known["id"], (string?)fresh["id"] },
            answer.Results.Select(static result => (string?)result!["id"]).ToArray()
        );
    }

    [TestMethod]
    public async Task A_known_id_is_a_duplicate_whatever_else_differs_and_the_first_content_stays()
    {
        var sender = await Host.AddSenderAsync();
        var first = sender.Activity();
        await sender.PostAsync(first);

        var other = Changed(
            first,
            static activity =>
            {
                activity["sequence"] = "0000000000000000999";
                activity["data"]!["lastName"] = "Other";
                activity["data"]!["date"] = Some.Date(The.Now.AddDays(-3));
            }
        );
        var outOfRange = Changed(first, static activity => activity["data"]!["date"] = Some.Date(The.Now.AddDays(3)));
        var extended = Changed(first, static activity => activity["data"]!["seventh"] = "");

        var answer = await sender.PostAsync(other, outOfRange, extended);

        answer.AssertVerdicts(Duplicate, Duplicate, Duplicate);
        Assert.AreEqual(
            The.Now.AddHours(-1).ToUnixTimeMilliseconds(),
            Host.Count($"SELECT date FROM activity WHERE instance = '{sender.Instance}'")
        );
    }

    [TestMethod]
    public async Task A_known_id_with_another_subject_or_status_is_a_conflict_and_changes_nothing()
    {
        var sender = await Host.AddSenderAsync();
        var first = sender.Activity();
        await sender.PostAsync(first);

        var answer = await sender.PostAsync(
            Changed(first, static activity => activity["subject"] = Some.Subject(2)),
            Changed(first, static activity => activity["data"]!["status"] = "removal"),
            Changed(first, static activity => activity["data"]!["status"] = "neither")
        );

        answer.AssertVerdicts(Conflict, Conflict, "rejected invalid-field /data/status");
        Assert.AreEqual(
            1,
            Host.Count(
                $"SELECT COUNT(*) FROM activity WHERE instance = '{sender.Instance}' AND added AND subject = '{Some.Subject(1)}'"
            )
        );
    }

    [TestMethod]
    public async Task The_same_id_twice_in_one_batch_is_accepted_once()
    {
        var sender = await Host.AddSenderAsync();
        var first = sender.Activity();

        var answer = await sender.PostAsync(
            first,
            first.DeepClone(),
            Changed(first, static activity => activity["data"]!["status"] = "removal")
        );

        answer.AssertVerdicts("accepted", Duplicate, Conflict);
        Assert.AreEqual(1, Host.Count($"SELECT COUNT(*) FROM activity WHERE instance = '{sender.Instance}'"));
    }

    [TestMethod]
    public async Task An_accepted_activity_is_stored_as_it_was_sent()
    {
        var sender = await Host.AddSenderAsync();
        var removal = sender.Activity(static activity =>
        {
            activity["origin"] = "baseline";
            activity["data"]!["status"] = "removal";
        });

        (await sender.PostAsync(removal)).AssertVerdicts("accepted");

        var stored = $"""
            SELECT COUNT(*) FROM activity WHERE instance = '{sender.Instance}' AND id = '{removal["id"]}'
            AND subject = '{Some.Subject(1)}' AND NOT added AND sequence = '0000000000000000412' AND origin = 'baseline'
            AND source = '/clients/{sender.Instance}/journals/{The.Journal}'
            AND date = {The.Now.AddHours(-1).ToUnixTimeMilliseconds()} AND received = {The.Now.ToUnixTimeMilliseconds()}
            """;
        Assert.AreEqual(1, Host.Count(stored));
    }

    [TestMethod]
    public async Task A_rejected_activity_claims_no_id()
    {
        var sender = await Host.AddSenderAsync();
        var good = sender.Activity();
        var bad = Changed(good, static activity => activity["sequence"] = "1");

        var answer = await sender.PostAsync(bad, good);

        answer.AssertVerdicts("rejected invalid-field /sequence", "accepted");
    }

    [TestMethod]
    [DataRow("source")]
    [DataRow("clientInstanceId")]
    [DataRow("both, in a rejected activity")]
    public async Task One_activity_of_another_instance_makes_the_whole_request_403(string where)
    {
        var sender = await Host.AddSenderAsync();
        var other = await Host.AddSenderAsync();
        var foreign = where switch
        {
            "source" => sender.Activity(activity => activity["source"] = other.Activity()["source"]!.DeepClone()),
            "clientInstanceId" => sender.Activity(activity => activity["data"]!["clientInstanceId"] = other.Instance),
            _ => other.Activity(static activity => activity["type"] = "one.blueshift.user-activity.v2"),
        };

        var answer = await sender.PostAsync(sender.Activity(), foreign);

        answer.AssertProblem(
            HttpStatusCode.Forbidden,
            "instance-mismatch",
            "The request names another client instance than the credential.",
            "Nothing was stored. Every source, and data.clientInstanceId of every activity, must be of the credential's instance."
        );
        Assert.AreEqual(
            0,
            Host.Count($"SELECT COUNT(*) FROM activity WHERE instance IN ('{sender.Instance}', '{other.Instance}')")
        );
    }

    [TestMethod]
    public async Task Two_instances_may_use_the_same_id_and_learn_nothing_of_each_other()
    {
        var one = await Host.AddSenderAsync();
        var two = await Host.AddSenderAsync();
        var id = Some.Id();

        var first = await one.PostAsync(one.Activity(activity => activity["id"] = id));
        var second = await two.PostAsync(two.Activity(activity => activity["id"] = id));

        first.AssertVerdicts("accepted");
        second.AssertVerdicts("accepted");
        Assert.AreEqual(2, Host.Count($"SELECT COUNT(*) FROM activity WHERE id = '{id}'"));
    }

    [TestMethod]
    public async Task Twenty_identical_batches_at_once_store_each_activity_once()
    {
        var sender = await Host.AddSenderAsync();
        var batch = new JsonArray([.. Enumerable.Range(0, 100).Select(_ => sender.Activity())]).ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sender.PostAsync(batch)));

        var verdicts = answers.SelectMany(static answer => answer.Verdicts()).ToList();
        Assert.AreEqual(100, verdicts.Count(static verdict => verdict == "accepted"));
        Assert.AreEqual(1900, verdicts.Count(static verdict => verdict == Duplicate));
        Assert.AreEqual(100, Host.Count($"SELECT COUNT(*) FROM activity WHERE instance = '{sender.Instance}'"));
        Assert.AreEqual(100, Host.Count($"SELECT COUNT(*) FROM profile WHERE instance = '{sender.Instance}'"));
        Assert.AreEqual(1900, Host.Count($"SELECT resent FROM instance WHERE id = '{sender.Instance}'"));
    }

    private static JsonObject Changed(JsonObject activity, Action<JsonObject> change)
    {
        var copy = activity.DeepClone().AsObject();
        change(copy);
        return copy;
    }
}

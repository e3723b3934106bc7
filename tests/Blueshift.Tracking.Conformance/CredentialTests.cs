using System.Net;
using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>The credential says whose activities they are, and nothing else does.</summary>
[TestClass]
public sealed class CredentialTests : ConformanceTest
{
    [TestMethod]
    public async Task Every_credential_that_is_not_good_is_401_with_one_and_the_same_answer()
    {
        var key = Target.Account.ApiKey;
        string?[] credentials =
        [
            null,
            "Bearer nonsense",
            "Basic " + key,
            "Bearer " + WellFormedKey.Unknown,
            "Bearer " + WellFormedKey.WithOtherSecret(key),
            "Bearer " + key + "0",
            "Bearer " + key[..^1] + (key[^1] == '0' ? '1' : '0'),
        ];

        var answers = new List<Answer>();
        foreach (var credential in credentials)
        {
            answers.Add(await PostAsync(credential));
        }

        foreach (var answer in answers)
        {
            answer.AssertProblem(HttpStatusCode.Unauthorized, "unauthorized");
            Assert.StartsWith("Bearer", answer.Headers.GetValueOrDefault("WWW-Authenticate", ""));
            Assert.AreEqual(answers[0].Text, answer.Text);
        }
    }

    [TestMethod]
    public async Task The_credential_is_asked_for_before_anything_else_is_judged()
    {
        var answer = await Sender.PostBodyAsync(
            [0xFF],
            static request =>
            {
                request.Headers.Authorization = null;
                request.Content!.Headers.ContentType = new("text/plain");
            }
        );

        answer.AssertProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [TestMethod]
    [DataRow("source")]
    [DataRow("clientInstanceId")]
    [DataRow("both, in an activity that is rejected anyway")]
    public async Task One_activity_of_another_instance_makes_the_request_403_and_nothing_is_stored(string where)
    {
        var good = Sender.Activity();
        var foreign = Sender.Activity(activity =>
        {
            if (where != "clientInstanceId")
            {
                activity["source"] = Some.Source(Some.OtherInstance);
            }

            if (where != "source")
            {
                activity["data"]!["clientInstanceId"] = Some.OtherInstance;
            }

            if (where.StartsWith("both", StringComparison.Ordinal))
            {
                activity["type"] = "one.blueshift.user-activity.v2";
            }
        });

        var answer = await Sender.PostAsync(good, foreign);

        answer.AssertProblem(HttpStatusCode.Forbidden, "instance-mismatch");
        await AssertNotStoredAsync(good);
    }

    [TestMethod]
    public async Task Two_instances_may_use_one_id_and_learn_nothing_of_each_other()
    {
        if (Target.OtherAccount is not { } account)
        {
            Assert.Inconclusive("Needs BLUESHIFT_CONFORMANCE_OTHER_INSTANCE and _OTHER_API_KEY, a second instance.");
            return;
        }

        var other = new Sender(Target.Client, account);
        var id = Some.Id();

        (await Sender.PostAsync(Sender.Activity(activity => activity["id"] = id))).AssertVerdicts("accepted");
        (await other.PostAsync(other.Activity(activity => activity["id"] = id))).AssertVerdicts("accepted");
    }

    private static Task<Answer> PostAsync(string? authorization) =>
        Sender.PostBodyAsync(
            "[]"u8.ToArray(),
            request =>
            {
                request.Headers.Authorization = null;
                if (authorization is not null)
                {
                    request.Headers.TryAddWithoutValidation("Authorization", authorization);
                }
            }
        );
}

using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;
using TokenSigner = Blueshift.Tracking.Conformance.Support.TokenSigner;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>Whose key it is, that instance's data it may add to, and nobody else's, whatever the body names.</summary>
[TestClass]
public sealed class IsolationTests : EndpointTest
{
    private const int Count = 5;

    [TestMethod]
    public async Task No_instance_can_name_another_anywhere_in_a_batch()
    {
        var senders = await AddSendersAsync();
        var before = StoredOf(senders);
        foreach (var (own, other) in Pairs(senders))
        {
            foreach (var (where, name) in Places(other.Instance))
            {
                foreach (var position in new[] { 0, Count / 2, Count - 1 })
                {
                    var batch = Enumerable.Range(0, Count).Select(_ => own.Activity()).ToArray();
                    name(batch[position]);
                    var answer = await own.PostAsync([.. batch]);
                    Assert.AreEqual(HttpStatusCode.Forbidden, answer.Status, $"{where}, element {position}");
                    Contract.AssertProblem(answer, where);
                    Assert.DoesNotContain(other.Instance, answer.Text);
                }
            }
        }

        Assert.AreSequenceEqual(before, StoredOf(senders));
    }

    [TestMethod]
    public async Task No_spelling_of_a_name_leads_to_another_instance()
    {
        var senders = await AddSendersAsync();
        foreach (var (own, other) in Pairs(senders))
        {
            var before = Stored.Of(Host, other.Instance);
            var activities = Stored.Count(Host, "activity", own.Instance);
            foreach (var source in NearlySourcesOf(own.Instance, other.Instance))
            {
                var answer = await own.PostAsync(own.Activity(activity => activity["source"] = source));

                Assert.IsTrue(
                    answer.Status == HttpStatusCode.Forbidden
                        || answer.Verdicts() is ["rejected invalid-field /source"],
                    source
                );
            }

            Assert.AreEqual(before, Stored.Of(Host, other.Instance));
            Assert.AreEqual(activities, Stored.Count(Host, "activity", own.Instance));
        }
    }

    [TestMethod]
    public async Task Escapes_do_not_hide_another_instance()
    {
        var senders = await AddSendersAsync();
        var before = StoredOf(senders);
        foreach (var (own, other) in Pairs(senders))
        {
            var escaped = string.Concat(other.Instance.Select(static character => $"\\u{(int)character:x4}"));
            var good = own.Activity().ToJsonString();
            var inSource = good.Replace(
                $"/clients/{own.Instance}/",
                $"\\/clients\\u002f{escaped}/",
                StringComparison.Ordinal
            );
            var inData = good.Replace(
                $"\"clientInstanceId\":\"{own.Instance}\"",
                $"\"client\\u0049nstanceId\":\"{escaped}\"",
                StringComparison.Ordinal
            );
            foreach (var hidden in new[] { inSource, inData })
            {
                Assert.AreNotEqual(good, hidden);
                Assert.AreEqual(HttpStatusCode.Forbidden, (await own.PostAsync($"[{hidden}]")).Status);
            }
        }

        Assert.AreSequenceEqual(before, StoredOf(senders));
    }

    [TestMethod]
    public async Task One_id_is_accepted_for_each_instance_and_is_each_ones_own()
    {
        var senders = await AddSendersAsync();
        var id = Some.Id();
        for (var number = 0; number < senders.Count; number++)
        {
            // Another subject each: with one space of ids it would be a conflict.
            var activity = senders[number]
                .Activity(activity =>
                {
                    activity["id"] = id;
                    activity["subject"] = Some.Subject(100 + number);
                });
            (await senders[number].PostAsync(activity)).AssertVerdicts("accepted");
            (await senders[number].PostAsync(activity.DeepClone())).AssertVerdicts("duplicate");
        }

        Assert.AreEqual(senders.Count, Host.Count($"SELECT COUNT(*) FROM activity WHERE id = '{id}'"));
        var report = JsonNode.Parse(
            await Host.Pages.GetStringAsync(new Uri("/reports/active-users", UriKind.Relative))
        )!;
        foreach (var sender in senders)
        {
            var instance = report["instances"]!.AsArray().Single(row => (string?)row!["instance"] == sender.Instance)!;
            Assert.AreEqual((2, 1), ((int)instance["activities"]!, (int)instance["resent"]!));
        }
    }

    [TestMethod]
    public async Task No_heartbeat_can_name_a_source_of_another_instance()
    {
        var senders = await AddSendersAsync();
        var before = StoredOf(senders);
        foreach (var (own, other) in Pairs(senders))
        {
            foreach (
                var foreign in new[]
                {
                    Beat.Journal(other.Instance),
                    $"/clients/{other.Instance}",
                    $"/clients/{other.Instance}/",
                }
            )
            {
                foreach (var position in new[] { 0, Count / 2, Count - 1 })
                {
                    var sources = Enumerable.Range(0, Count).Select(number => Told(own, number)).ToArray();
                    sources[position]["source"] = foreign;
                    var beat = Beat.Of(own.Instance, heartbeat => heartbeat["sources"] = new JsonArray([.. sources]));

                    var answer = await own.BeatAsync(beat);

                    Assert.AreEqual(HttpStatusCode.Forbidden, answer.Status, $"source {position}");
                    Contract.AssertProblem(answer, foreign);
                }
            }
        }

        Assert.AreSequenceEqual(before, StoredOf(senders));
    }

    [TestMethod]
    public async Task A_heartbeat_or_batch_of_its_own_changes_nothing_of_the_others()
    {
        var senders = await AddSendersAsync();
        foreach (var own in senders)
        {
            var others = senders.Where(sender => sender != own).ToList();
            var before = StoredOf(others);
            var mine = Stored.Of(Host, own.Instance);

            Assert.AreEqual(HttpStatusCode.OK, (await own.BeatAsync(Beat.Of(own.Instance, Told(own, 0)))).Status);
            (await own.PostAsync(own.Activity())).AssertVerdicts("accepted");

            Assert.AreNotEqual(mine, Stored.Of(Host, own.Instance));
            Assert.AreSequenceEqual(before, StoredOf(others));
        }
    }

    [TestMethod]
    public async Task No_key_pair_speaks_for_another_instance()
    {
        var signers = new List<TokenSigner>();
        for (var number = 0; number < 4; number++)
        {
            signers.Add(await Host.AddSignerAsync());
        }

        foreach (var own in signers)
        {
            foreach (var other in signers)
            {
                foreach (var (keyId, issuer, subject) in Mixtures(own, other))
                {
                    var token = own.Sign(
                        The.Now,
                        claims => (claims["iss"], claims["sub"]) = (issuer, subject),
                        header => header["kid"] = keyId
                    );
                    var sender = Host.SenderWith(other, token);
                    var answer = await sender.PostAsync(sender.Activity());

                    var expected = own == other ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;
                    Assert.AreEqual(expected, answer.Status, $"{keyId} {issuer} {subject}");
                }
            }
        }

        foreach (var signer in signers)
        {
            Assert.AreEqual(Mixtures(signer, signer).Count, Stored.Count(Host, "activity", signer.Instance));
        }
    }

    // With its own pair, what names another in at least one place.
    private static IReadOnlyList<(string KeyId, string Issuer, string Subject)> Mixtures(
        TokenSigner own,
        TokenSigner other
    ) =>
        [
            (other.KeyId, other.Instance, other.Instance),
            (own.KeyId, other.Instance, other.Instance),
            (own.KeyId, own.Instance, other.Instance),
            (own.KeyId, other.Instance, own.Instance),
            (other.KeyId, own.Instance, own.Instance),
        ];

    private static async Task<IReadOnlyList<Sender>> AddSendersAsync()
    {
        var senders = new List<Sender>();
        for (var number = 0; number < 3; number++)
        {
            // One has an API key, the others sign tokens.
            var sender = number == 0 ? await Host.AddSenderAsync() : Host.SenderWith(await Host.AddSignerAsync());
            (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
            (await sender.PostAsync(sender.Activity(static activity => activity["data"] = 1))).AssertVerdicts(
                "rejected invalid-field /data"
            );
            var beat = Beat.Of(
                sender.Instance,
                Beat.Source(Beat.Journal(sender.Instance), 400 + number, 1, Beat.GivenUp(1, 2))
            );
            Assert.AreEqual(HttpStatusCode.OK, (await sender.BeatAsync(beat)).Status);
            senders.Add(sender);
        }

        return senders;
    }

    private static IEnumerable<(Sender Own, Sender Other)> Pairs(IReadOnlyList<Sender> senders) =>
        from own in senders
        from other in senders
        where own != other
        select (own, other);

    private static Dictionary<string, Action<JsonObject>> Places(string other) =>
        new Dictionary<string, Action<JsonObject>>(StringComparer.Ordinal)
        {
            ["source"] = activity => activity["source"] = Beat.Journal(other),
            ["source of an outbox"] = activity => activity["source"] = $"/clients/{other}/outboxes/{The.Journal}",
            ["source that is none"] = activity => activity["source"] = $"/clients/{other}",
            ["data"] = activity => activity["data"]!["clientInstanceId"] = other,
            ["both"] = activity =>
            {
                activity["source"] = Beat.Journal(other);
                activity["data"]!["clientInstanceId"] = other;
            },
            ["data of what is too large"] = activity =>
            {
                activity["padding"] = new string('x', 20_000);
                activity["data"]!["clientInstanceId"] = other;
            },
            ["data that lacks the rest"] = activity =>
                activity["data"] = new JsonObject { ["clientInstanceId"] = other, ["more"] = 1 },
        };

    private static IEnumerable<string> NearlySourcesOf(string own, string other) =>
        [
            $"/Clients/{other}/journals/{The.Journal}",
            $"/clients/{other.ToUpperInvariant()}/journals/{The.Journal}",
            $"//clients/{other}/journals/{The.Journal}",
            $" /clients/{other}/journals/{The.Journal}",
            $"/clients/{other} /journals/{The.Journal}",
            $"/clients//{other}/journals/{The.Journal}",
            $"/clients/{own}/../{other}/journals/{The.Journal}",
            $"/clients/{own}/journals/../../{other}/journals/{The.Journal}",
            $"/clients/{own}%2f..%2f{other}/journals/{The.Journal}",
            $"/clients/{own}\\..\\{other}/journals/{The.Journal}",
            $"/clients/{own}\0{other}/journals/{The.Journal}",
            $"/clients/{own};{other}/journals/{The.Journal}",
            $"/clients/{own}0/journals/{The.Journal}",
            $"/clients/{own[..^1]}/journals/{The.Journal}",
            $"/clients/%/journals/{The.Journal}",
            $"https://localhost/clients/{other}/journals/{The.Journal}",
        ];

    private static JsonObject Told(Sender sender, int number) =>
        Beat.Source(Beat.Journal(sender.Instance, $"019ab3e0-11aa-7c00-8f00-{number:x12}"), 7, 2, Beat.GivenUp(3, 4));

    private static IReadOnlyList<string> StoredOf(IEnumerable<Sender> senders) =>
        [.. senders.Select(sender => Stored.Of(Host, sender.Instance))];
}

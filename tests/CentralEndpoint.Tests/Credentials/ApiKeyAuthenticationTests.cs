using System.Net;
using CentralEndpoint.Credentials;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Credentials;

[TestClass]
public sealed class ApiKeyAuthenticationTests : EndpointTest
{
    [TestMethod]
    public async Task Every_key_that_is_not_good_gets_the_same_answer()
    {
        var sender = await Host.AddSenderAsync();
        var revoked = await Host.AddSenderAsync();
        await RevokeAsync(revoked);
        var wrong = sender.Key[..5] + ApiKey.Create().Reveal()[5..];
        string?[] credentials =
        [
            null,
            "Bearer",
            "Bearer ",
            "Bearer nonsense",
            "Basic " + sender.Key,
            sender.Key,
            "Bearer " + ApiKey.Create().Reveal(),
            "Bearer " + revoked.Key,
            "Bearer " + wrong,
            "Bearer " + sender.Key + "0",
            "Bearer " + sender.Key[..^1],
            "Bearer " + sender.Key[..^1] + (sender.Key[^1] == '0' ? '1' : '0'),
            "Bearer " + sender.Key.ToUpperInvariant(),
        ];

        var answers = new List<Answer>();
        foreach (var credential in credentials)
        {
            answers.Add(await PostAsync(sender, credential));
        }

        foreach (var answer in answers)
        {
            answer.AssertProblem(
                HttpStatusCode.Unauthorized,
                "unauthorized",
                "The credential is not accepted.",
                "Send the API key of a client instance, or a token that it signed, as a bearer token."
            );
            Assert.AreEqual("Bearer", answer.Headers["WWW-Authenticate"]);
            Assert.AreEqual(answers[0].Text, answer.Text);
        }
    }

    [TestMethod]
    public async Task A_key_with_the_id_of_another_and_a_right_check_is_refused()
    {
        var sender = await Host.AddSenderAsync();
        var stranger = ApiKey.Create();
        await using (var db = Host.Services.GetRequiredService<EndpointStore>().CreateContext())
        {
            // The same key id with the hash of another secret.
            db.Credentials.Add(Row(stranger.Id, sender.Instance, ApiKey.Create().Hash()));
            await db.SaveChangesAsync();
        }

        var answer = await PostAsync(sender, "Bearer " + stranger.Reveal());

        Assert.AreEqual(HttpStatusCode.Unauthorized, answer.Status);
    }

    [TestMethod]
    public async Task Two_keys_of_one_instance_are_good_at_the_same_time()
    {
        var sender = await Host.AddSenderAsync();
        var second = ApiKey.Create();
        await using (var db = Host.Services.GetRequiredService<EndpointStore>().CreateContext())
        {
            db.Credentials.Add(Row(second.Id, sender.Instance, second.Hash()));
            await db.SaveChangesAsync();
        }

        var first = await PostAsync(sender, "Bearer " + sender.Key);
        var other = await PostAsync(sender, "bearer " + second.Reveal());

        Assert.AreEqual(HttpStatusCode.OK, first.Status);
        Assert.AreEqual(HttpStatusCode.OK, other.Status);
    }

    [TestMethod]
    public async Task The_credential_is_asked_for_before_anything_else_is_judged()
    {
        var sender = await Host.AddSenderAsync();

        var answer = await sender.PostAsync(
            [0xFF],
            static request =>
            {
                request.Headers.Authorization = null;
                request.Content!.Headers.ContentType = new("text/plain");
            }
        );

        Assert.AreEqual(HttpStatusCode.Unauthorized, answer.Status);
    }

    private static Task<Answer> PostAsync(Sender sender, string? authorization) =>
        sender.PostAsync(
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

    private static CredentialRow Row(string keyId, string instance, byte[] hash) =>
        new()
        {
            KeyId = keyId,
            InstanceId = instance,
            Kind = CredentialKind.ApiKey,
            Verifier = hash,
            Created = 0,
        };

    private static async Task RevokeAsync(Sender sender)
    {
        await using var db = Host.Services.GetRequiredService<EndpointStore>().CreateContext();
        db.Credentials.Single(row => row.InstanceId == sender.Instance).Revoked = 1;
        await db.SaveChangesAsync();
    }
}

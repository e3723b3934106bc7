using System.Buffers.Text;
using System.Net;
using System.Numerics;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.Logging;
using TokenSigner = Blueshift.Tracking.Conformance.Support.TokenSigner;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>Who has not the private key gets no token in, and learns from no refusal why; who has it speaks for one instance for minutes.</summary>
[TestClass]
public sealed class HostileTokenTests : EndpointTest
{
    private const string Damage = "{}[]:,\"\\.-_=aA09";

    [TestMethod]
    [DataRow(RawRequest.Activities)]
    [DataRow("/v1/heartbeat")]
    public async Task Every_token_that_is_not_good_has_the_answer_of_an_unknown_API_key_byte_for_byte(string path)
    {
        var (signer, other, keyed) = (
            await Host.AddSignerAsync(),
            await Host.AddSignerAsync(),
            await Host.AddSenderAsync()
        );
        var expected = await RefusedAsync(path, Keys.WithOtherId(keyed.Key));
        Assert.Contains("unauthorized", expected);
        var tokens = new HostileTokens(signer, other, keyed.Key[5..13], The.Now).All().ToList();

        foreach (var (what, token) in tokens)
        {
            Assert.AreEqual(expected, await RefusedAsync(path, token), what);
        }

        Assert.IsGreaterThan(200, tokens.Count);
        Assert.AreEqual(HttpStatusCode.OK, (await Host.SenderWith(signer).PostAsync("[]")).Status);
    }

    [TestMethod]
    public async Task No_token_with_another_character_in_it_is_good()
    {
        var signer = await Host.AddSignerAsync();
        var token = signer.Sign(The.Now);

        for (var at = 0; at < token.Length; at++)
        {
            var changed = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(signer, changed), $"position {at}");
        }

        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(signer, token));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public async Task No_damage_to_a_token_is_anything_but_401(int seed)
    {
        var signer = await Host.AddSignerAsync();
        var random = new Random(seed);
        var (header, claims) = (signer.Header().ToJsonString(), signer.Claims(The.Now).ToJsonString());

        for (var round = 0; round < 100; round++)
        {
            // Signed after the damage every other time, so that what lies behind the signature is reached.
            var token =
                round % 2 == 0
                    ? signer.Sign(random.Next(2) == 0 ? Damaged(header, random) : header, Damaged(claims, random))
                    : Damaged(signer.Sign(header, claims), random);
            var status = await StatusAsync(signer, token);
            Assert.IsTrue(
                status == HttpStatusCode.Unauthorized || (status == HttpStatusCode.OK && round % 2 == 0),
                $"seed {seed}, round {round}: {status}"
            );
        }

        Assert.DoesNotContain(static record => record.Level >= LogLevel.Error, Host.Logs.GetSnapshot());
    }

    // Anybody who sees a token can make a second signature of it. It says the same, and a token may come as often as it lasts.
    [TestMethod]
    public async Task The_other_signature_that_goes_with_each_is_good_and_gains_nothing()
    {
        var signer = await Host.AddSignerAsync();
        var order = new BigInteger(
            Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
            isUnsigned: true,
            isBigEndian: true
        );
        var parts = signer.Sign(The.Now).Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        var mirrored = order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        signature.AsSpan(32).Clear();
        mirrored.TryWriteBytes(
            signature.AsSpan(64 - mirrored.GetByteCount(true)),
            out _,
            isUnsigned: true,
            isBigEndian: true
        );

        var token = $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}";

        Assert.AreNotEqual(string.Join('.', parts), token);
        var sender = Host.SenderWith(signer, token);
        var activity = sender.Activity();
        (await sender.PostAsync(activity)).AssertVerdicts("accepted");
        (await Host.SenderWith(signer).PostAsync(activity.DeepClone())).AssertVerdicts("duplicate");
    }

    private static Task<string> RefusedAsync(string path, string credential) =>
        RefusedAsync(path, ["Authorization: Bearer " + credential]);

    private static async Task<string> RefusedAsync(string path, string[] authorization)
    {
        var request = RawRequest.HeadOf(
            $"POST {path} HTTP/1.1",
            ["Host: localhost", RawRequest.BatchType, RawRequest.Length("[]"), .. authorization]
        );
        return (await RawConnection.ExchangeAsync(Host, request + "[]")).Single().WithoutDate;
    }

    private static async Task<HttpStatusCode> StatusAsync(TokenSigner signer, string token) =>
        (
            await Host.SenderWith(signer)
                .PostAsync(
                    "[]"u8.ToArray(),
                    request =>
                    {
                        request.Headers.Authorization = null;
                        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
                    }
                )
        ).Status;

    private static string Damaged(string text, Random random)
    {
        var characters = text.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(characters.Count);
            if (random.Next(3) == 0)
            {
                characters.RemoveAt(at);
            }
            else
            {
                characters[at] = Damage[random.Next(Damage.Length)];
            }
        }

        var damaged = string.Concat(characters);
        return damaged == text ? Damaged(text, random) : damaged;
    }
}

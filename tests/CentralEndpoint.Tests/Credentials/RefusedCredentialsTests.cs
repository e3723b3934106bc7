using CentralEndpoint.Credentials;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TokenSigner = Blueshift.Tracking.Conformance.Support.TokenSigner;

namespace CentralEndpoint.Tests.Credentials;

/// <summary>What a sender is not told, the operator is: why its credential was refused.</summary>
[TestClass]
public sealed class RefusedCredentialsTests
{
    private static readonly CredentialFault[] s_faults = [.. Enum.GetValues<CredentialFault>().Skip(1)];

    [TestMethod]
    public void Every_fault_has_a_word_and_a_sentence_of_its_own()
    {
        Assert.HasCount(s_faults.Length, s_faults.Select(static fault => fault.ToWord()).ToHashSet());
        Assert.HasCount(s_faults.Length, s_faults.Select(static fault => fault.Explain()).ToHashSet());
    }

    [TestMethod]
    [DataRow("missing")]
    [DataRow("malformed")]
    [DataRow("unknown-key")]
    [DataRow("wrong-secret")]
    [DataRow("wrong-signature")]
    [DataRow("token-header")]
    [DataRow("token-claims")]
    [DataRow("other-instance")]
    [DataRow("other-address")]
    [DataRow("token-too-long")]
    [DataRow("token-too-early")]
    [DataRow("token-expired")]
    [DataRow("key-revoked")]
    [DataRow("key-expired")]
    public async Task The_log_has_the_reason_and_the_key_and_nothing_of_the_credential(string reason)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        var signer = await host.AddSignerAsync();
        var (credential, keyId) = await RefusedAsync(host, sender, signer, reason);

        await PostAsync(host, credential);

        var line = Lines(host).Single();
        Assert.StartsWith(
            $"A credential was refused: {reason}, key {keyId ?? "unknown"} (1 since the last such line); ",
            line.Message
        );
        Assert.AreEqual(keyId is null ? LogLevel.Information : LogLevel.Warning, line.Level);
        Assert.IsNull(line.Exception);
        foreach (var part in (credential ?? "").Split('.', ' ').Where(static part => part.Length > 8))
        {
            Assert.DoesNotContain(part, string.Join('\n', host.Logs.GetSnapshot().Select(static one => one.Message)));
        }
    }

    [TestMethod]
    public async Task Of_one_reason_and_key_there_is_a_line_a_minute_that_counts_the_others()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var (first, second) = (await host.AddSignerAsync(), await host.AddSignerAsync());
        for (var request = 0; request < 5; request++)
        {
            await PostAsync(host, "Bearer " + Expired(first));
        }

        await PostAsync(host, "Bearer " + Expired(second));
        await PostAsync(host, "Bearer " + first.Sign(The.Now, static claims => claims["aud"] = "https://x.example"));
        Assert.HasCount(3, Lines(host));
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await PostAsync(host, "Bearer " + Expired(first));

        Assert.Contains($"token-expired, key {first.KeyId} (5 since the last such line)", Lines(host)[^1].Message);
        Assert.HasCount(4, Lines(host));
    }

    [TestMethod]
    public async Task Who_makes_keys_up_cannot_fill_the_log()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var signer = await host.AddSignerAsync();

        for (var request = 0; request < 20; request++)
        {
            await PostAsync(host, "Bearer " + ApiKey.Create().Reveal());
            await PostAsync(
                host,
                "Bearer " + signer.Sign(The.Now, changeHeader: static header => header["kid"] = KeyId.Create())
            );
        }

        Assert.HasCount(1, Lines(host));
    }

    [TestMethod]
    public async Task A_token_for_another_address_is_told_with_the_setting_to_change()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var signer = await host.AddSignerAsync();

        await PostAsync(host, "Bearer " + signer.Sign(The.Now, static claims => claims["aud"] = "https://x.example"));

        Assert.EndsWith(
            "aud of the token is not an address of this endpoint; if the client's Endpoint is right, set CentralEndpoint:PublicAddress "
                + "(environment: CentralEndpoint__PublicAddress) or OtherPublicAddresses to it",
            Lines(host).Single().Message
        );
    }

    private static string Expired(TokenSigner signer) => signer.Sign(The.Now.AddMinutes(-10));

    // The Authorization header, and the key that the log names.
    private static async Task<(string? Credential, string? KeyId)> RefusedAsync(
        CentralEndpointHost host,
        Sender sender,
        TokenSigner signer,
        string reason
    )
    {
        var (apiKeyId, now) = (sender.Key[5..13], The.Now);
        switch (reason)
        {
            case "missing":
                return ("Basic " + sender.Key, null);
            case "malformed":
                return ("Bearer " + sender.Key + "0", null);
            case "unknown-key":
                return ("Bearer " + ApiKey.Create().Reveal(), null);
            case "wrong-secret":
                return ("Bearer " + Keys.WithOtherSecret(sender.Key), apiKeyId);
            case "key-revoked":
                await host.Services.GetRequiredService<CredentialRegister>().RevokeAsync(apiKeyId);
                return ("Bearer " + sender.Key, apiKeyId);
            case "key-expired":
                host.Clock.Advance(TimeSpan.FromDays(365));
                return ("Bearer " + signer.Sign(host.Clock.GetUtcNow()), signer.KeyId);
            default:
                return ("Bearer " + Token(signer, reason, now), signer.KeyId);
        }
    }

    private static string Token(TokenSigner signer, string reason, DateTimeOffset now) =>
        reason switch
        {
            "wrong-signature" => signer.Sign(now)[..^8] + "AAAAAAAA",
            "token-header" => signer.Sign(now, changeHeader: static header => header["jku"] = "https://x.example"),
            "token-claims" => signer.Sign(now, static claims => claims["exp"] = "soon"),
            "other-instance" => signer.Sign(now, static claims => claims["sub"] = "another"),
            "other-address" => signer.Sign(now, static claims => claims["aud"] = "https://x.example"),
            "token-too-long" => signer.Sign(now, static claims => claims["iat"] = (long)claims["iat"]! - 1),
            "token-too-early" => signer.Sign(now.AddSeconds(61)),
            "token-expired" => Expired(signer),
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };

    private static Task<Answer> PostAsync(CentralEndpointHost host, string? authorization) =>
        new Sender(host.Ingest, "none", "none").PostAsync(
            "[]"u8.ToArray(),
            request =>
            {
                request.Headers.Authorization = null;
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            }
        );

    private static List<Microsoft.Extensions.Logging.Testing.FakeLogRecord> Lines(CentralEndpointHost host) =>
        [
            .. host
                .Logs.GetSnapshot()
                .Where(static line => line.Category!.EndsWith(nameof(RefusedCredentials), StringComparison.Ordinal)),
        ];
}

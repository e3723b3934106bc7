using System.Net;
using System.Security.Cryptography;
using Blueshift.Tracking.EndToEndTests.Support;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using TokenSigner = Blueshift.Tracking.Conformance.Support.TokenSigner;

namespace CentralEndpoint.Tests.Credentials;

/// <summary>Credentials of both kinds are changed while an instance sends: nothing is lost, and what was revoked is refused at once.</summary>
[TestClass]
public sealed class RotationTests : EndpointTest
{
    private const int Clients = 3;

    private static readonly int s_rotations = Assurance.Count(slice: 40, full: 1_000);

    [TestMethod]
    public async Task Under_load_no_rotation_loses_an_activity_or_refuses_a_live_credential()
    {
        var first = await Host.AddSenderAsync();
        var register = Host.Services.GetRequiredService<CredentialRegister>();
        var current = new Current(first.Key, first.Key[5..13]);
        using var ended = new CancellationTokenSource();
        var clients = Enumerable
            .Range(0, Clients)
            .Select(_ => SendAsync(first.Instance, () => current, ended.Token))
            .ToList();

        for (var rotation = 0; rotation < s_rotations; rotation++)
        {
            var old = current;
            current = await AddAsync(register, first.Instance, isJwt: rotation % 2 == 0);
            Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(first.Instance, old), "Two are good at a time.");
            Assert.AreEqual(RegisterOutcome.Done, await register.RevokeAsync(old.KeyId));
            Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(first.Instance, old), "At once.");
        }

        await ended.CancelAsync();
        var sent = (await Task.WhenAll(clients)).Sum();
        Assert.IsGreaterThan(s_rotations, sent);
        Assert.AreEqual(sent, Stored.Count(Host, "activity", first.Instance));
        Assert.AreEqual(s_rotations + 1, Stored.Count(Host, "credential", first.Instance));
    }

    // As the library does: on a 401 the credential is read again, and the same is sent once more if it is another.
    private static async Task<int> SendAsync(string instance, Func<Current> read, CancellationToken ended)
    {
        for (var sent = 0; ; sent++)
        {
            if (ended.IsCancellationRequested)
            {
                return sent;
            }

            var activity = Some.Activity(instance).ToJsonString();
            var used = read();
            var answer = await new Sender(Host.Ingest, instance, used.Text).PostAsync($"[{activity}]");
            while (answer.Status == HttpStatusCode.Unauthorized && read() is var other && other != used)
            {
                used = other;
                answer = await new Sender(Host.Ingest, instance, used.Text).PostAsync($"[{activity}]");
            }

            answer.AssertVerdicts("accepted");
        }
    }

    private static async Task<Current> AddAsync(CredentialRegister register, string instance, bool isJwt)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (outcome, added) = await register.AddAsync(instance, isJwt ? Keys.Public(pair) : NewCredential.ApiKey);
        Assert.AreEqual(RegisterOutcome.Done, outcome);
        var audience = Host.Ingest.BaseAddress!.AbsoluteUri.TrimEnd('/');
        var text = isJwt
            ? new TokenSigner(pair, added!.KeyId, instance, audience).Sign(The.Now)
            : added!.ApiKey!.Reveal();
        return new Current(text, added.KeyId);
    }

    private static async Task<HttpStatusCode> StatusAsync(string instance, Current credential) =>
        (await new Sender(Host.Ingest, instance, credential.Text).PostAsync("[]")).Status;

    private sealed record Current(string Text, string KeyId);
}

using System.Net;
using CentralEndpoint.Credentials;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using TokenSigner = Blueshift.Tracking.Conformance.Support.TokenSigner;

namespace CentralEndpoint.Tests.Backups;

/// <summary>After a restore clients go on with the credentials they have, for as long as those were good.</summary>
[TestClass]
public sealed class RestoredCredentialsTests
{
    [TestMethod]
    public async Task Both_kinds_are_as_good_as_they_were_and_end_when_they_would_have()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var (sender, signer, revoked) = (
            await host.AddSenderAsync(),
            await host.AddSignerAsync(),
            await host.AddSignerAsync()
        );
        await sender.PostAsync("[]");
        await host.Services.GetRequiredService<CredentialRegister>().RevokeAsync(revoked.KeyId);
        var list = await ListAsync(host);
        using var file = new TempFolder();
        (await BackupTests.BackUpAsync(host, file)).AssertDone();
        using var folder = new TempFolder();

        await using var restored = await BackupTests.RestoredAsync(host, file, folder);

        Assert.AreEqual(list, await ListAsync(restored));
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(restored, sender.Instance, sender.Key));
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(restored, signer.Instance, Token(restored, signer)));
        Assert.AreEqual(
            HttpStatusCode.Unauthorized,
            await StatusAsync(restored, revoked.Instance, Token(restored, revoked))
        );
        restored.Clock.Advance(TimeSpan.FromDays(365));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(restored, sender.Instance, sender.Key));
        Assert.AreEqual(
            HttpStatusCode.Unauthorized,
            await StatusAsync(restored, signer.Instance, Token(restored, signer))
        );
    }

    private static async Task<string> ListAsync(CentralEndpointHost host) =>
        (await CommandRun.OfAsync(host.Settings, "instances", "list")).AssertDone().Output;

    // The restored endpoint has another port, and with it another address.
    private static string Token(CentralEndpointHost host, TokenSigner signer) =>
        signer.Sign(
            host.Clock.GetUtcNow(),
            claims => claims["aud"] = host.Ingest.BaseAddress!.GetLeftPart(UriPartial.Authority)
        );

    private static async Task<HttpStatusCode> StatusAsync(
        CentralEndpointHost host,
        string instance,
        string credential
    ) => (await new Sender(host.Ingest, instance, credential).PostAsync("[]")).Status;
}

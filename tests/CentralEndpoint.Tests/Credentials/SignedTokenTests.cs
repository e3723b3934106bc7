using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using TokenSigner = Blueshift.Tracking.Conformance.Support.TokenSigner;

namespace CentralEndpoint.Tests.Credentials;

[TestClass]
public sealed class SignedTokenTests : EndpointTest
{
    [TestMethod]
    public async Task A_token_says_whose_activities_and_heartbeats_they_are()
    {
        var signer = await Host.AddSignerAsync();
        var sender = Host.SenderWith(signer);

        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");

        Assert.AreEqual(HttpStatusCode.OK, (await sender.BeatAsync(Beat.Of(signer.Instance))).Status);
        Assert.AreEqual(1, Stored.Count(Host, "activity", signer.Instance));
        Assert.AreEqual(1, Stored.Count(Host, "heartbeat", signer.Instance));
    }

    [TestMethod]
    public async Task A_token_may_come_as_often_as_it_lasts_and_needs_no_jti()
    {
        var signer = await Host.AddSignerAsync();
        var sender = Host.SenderWith(signer, signer.Sign(The.Now, static claims => claims.Remove("jti")));

        for (var use = 0; use < 3; use++)
        {
            (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
        }
    }

    [TestMethod]
    [DataRow(-300 - 59, 300, true)]
    [DataRow(-300 - 60, 300, false)]
    [DataRow(60, 300, true)]
    [DataRow(61, 300, false)]
    [DataRow(0, 301, false)]
    [DataRow(0, 1, true)]
    [DataRow(0, 0, false)]
    [DataRow(0, -1, false)]
    public async Task A_token_is_good_for_five_minutes_and_a_minute_between_the_clocks(
        int issued,
        int lifetime,
        bool isGood
    )
    {
        var signer = await Host.AddSignerAsync();
        var issuedAt = The.Now.AddSeconds(issued);

        var token = signer.Sign(issuedAt, claims => claims["exp"] = issuedAt.ToUnixTimeSeconds() + lifetime);

        await AssertAsync(signer, token, isGood);
    }

    [TestMethod]
    [DataRow(60, true)]
    [DataRow(61, false)]
    public async Task Who_says_not_before_is_heard(int notBefore, bool isGood)
    {
        var signer = await Host.AddSignerAsync();

        var token = signer.Sign(The.Now, claims => claims["nbf"] = The.Now.ToUnixTimeSeconds() + notBefore);

        await AssertAsync(signer, token, isGood);
    }

    [TestMethod]
    public async Task Claims_of_others_are_ignored()
    {
        var signer = await Host.AddSignerAsync();

        var token = signer.Sign(
            The.Now,
            static claims =>
            {
                claims["scope"] = "everything";
                claims["cnf"] = new JsonObject { ["jkt"] = new JsonArray(1, null) };
            }
        );

        await AssertAsync(signer, token, isGood: true);
    }

    [TestMethod]
    public async Task Of_two_key_pairs_of_an_instance_each_is_good_until_it_is_revoked()
    {
        var first = await Host.AddSignerAsync();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var register = Host.Services.GetRequiredService<CredentialRegister>();
        var (_, added) = await register.AddAsync(first.Instance, Keys.Public(pair));
        var second = new TokenSigner(pair, added!.KeyId, first.Instance, first.Audience);
        await AssertAsync(first, first.Sign(The.Now), isGood: true);
        await AssertAsync(second, second.Sign(The.Now), isGood: true);

        Assert.AreEqual(RegisterOutcome.Done, await register.RevokeAsync(first.KeyId));

        await AssertAsync(first, first.Sign(The.Now), isGood: false);
        await AssertAsync(second, second.Sign(The.Now), isGood: true);
        // Under the id of the one that is still good.
        var revoked = new TokenSigner(first.Key, second.KeyId, first.Instance, first.Audience);
        await AssertAsync(revoked, revoked.Sign(The.Now), isGood: false);
    }

    [TestMethod]
    public async Task A_retired_instance_is_told_so_whatever_its_credential()
    {
        var signer = await Host.AddSignerAsync();
        await Host.Services.GetRequiredService<InstanceRegister>().RetireAsync(signer.Instance);

        Assert.AreEqual(HttpStatusCode.Gone, (await Host.SenderWith(signer).PostAsync("[]")).Status);
    }

    [TestMethod]
    public async Task A_token_is_for_any_address_that_the_endpoint_is_set_to_have_and_for_no_other()
    {
        await using var host = await CentralEndpointHost.StartAsync(
            folder: null,
            "--CentralEndpoint:PublicAddress=https://Tracking.Vendor.example:443/In/",
            "--CentralEndpoint:OtherPublicAddresses:0=https://old.vendor.example",
            "--CentralEndpoint:OtherPublicAddresses:1=https://[::1]:7443/"
        );
        var signer = await host.AddSignerAsync();
        foreach (
            var (address, status) in new[]
            {
                ("https://tracking.vendor.example/In", HttpStatusCode.OK),
                ("https://old.vendor.example", HttpStatusCode.OK),
                ("https://[::1]:7443", HttpStatusCode.OK),
                ("https://tracking.vendor.example/in", HttpStatusCode.Unauthorized),
                ("https://tracking.vendor.example/In/", HttpStatusCode.Unauthorized),
                ("https://tracking.vendor.example", HttpStatusCode.Unauthorized),
                ("https://Tracking.Vendor.example:443/In/", HttpStatusCode.Unauthorized),
                ("https://old.vendor.example/", HttpStatusCode.Unauthorized),
                (signer.Audience, HttpStatusCode.Unauthorized),
            }
        )
        {
            var token = signer.Sign(The.Now, claims => claims["aud"] = address);
            Assert.AreEqual(status, (await host.SenderWith(signer, token).PostAsync("[]")).Status, address);
        }
    }

    private static async Task AssertAsync(TokenSigner signer, string token, bool isGood) =>
        Assert.AreEqual(
            isGood ? HttpStatusCode.OK : HttpStatusCode.Unauthorized,
            (await Host.SenderWith(signer, token).PostAsync("[]")).Status
        );
}

using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Credentials;

/// <summary>A credential ends by itself after a year, and its client is told in the last month.</summary>
[TestClass]
public sealed class CredentialExpiryTests
{
    private const string Header = "Blueshift-Credential-Expires";
    private const string InAYear = "Wed, 24 Nov 2027 12:00:00 GMT";

    [TestMethod]
    [DataRow("api-key")]
    [DataRow("jwt")]
    public async Task A_year_after_it_was_added_it_is_refused_like_an_unknown_one(string kind)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var post = await PosterAsync(host, kind);

        host.Clock.Advance(TimeSpan.FromDays(335) - TimeSpan.FromMilliseconds(1));
        Assert.IsFalse((await post()).Headers.ContainsKey(Header));
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.AreEqual(InAYear, (await post()).Headers[Header]);
        host.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMilliseconds(1));
        var last = await post();
        Assert.AreEqual((HttpStatusCode.OK, InAYear), (last.Status, last.Headers[Header]));
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var refused = await post();

        Assert.AreEqual(HttpStatusCode.Unauthorized, refused.Status);
        Assert.IsFalse(refused.Headers.ContainsKey(Header));
        var unknown = await new Sender(host.Ingest, "client-1", ApiKey.Create().Reveal()).PostAsync("[]");
        Assert.AreEqual(unknown.Text, refused.Text);
    }

    [TestMethod]
    public async Task The_notice_is_on_whatever_is_answered_to_who_was_let_in()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        host.Clock.Advance(TimeSpan.FromDays(360));

        var answers = new[]
        {
            await sender.PostAsync("[]"),
            await sender.PostAsync("no JSON"),
            await sender.PostAsync(Some.Activity("another")),
            await sender.BeatAsync(Beat.Of(sender.Instance)),
        };
        (await CommandRun.OfAsync(host.Settings, "instances", "retire", sender.Instance)).AssertDone();

        foreach (var answer in answers.Append(await sender.PostAsync("[]")))
        {
            Assert.AreEqual(InAYear, answer.Headers[Header], $"{answer.Status}");
        }
    }

    [TestMethod]
    public async Task One_that_does_not_expire_is_good_in_a_hundred_years_and_says_nothing()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        var register = host.Services.GetRequiredService<CredentialRegister>();
        var (_, added) = await register.AddAsync(sender.Instance, new NewCredential(PublicKey: null, Lifetime: null));

        host.Clock.Advance(TimeSpan.FromDays(36_500));

        var answer = await new Sender(host.Ingest, sender.Instance, added!.ApiKey!.Reveal()).PostAsync("[]");
        Assert.AreEqual(HttpStatusCode.OK, answer.Status);
        Assert.IsFalse(answer.Headers.ContainsKey(Header));
    }

    [TestMethod]
    public async Task An_expired_one_counts_no_more_among_the_two()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        var register = host.Services.GetRequiredService<CredentialRegister>();
        await register.AddAsync(sender.Instance, new NewCredential(PublicKey: null, TimeSpan.FromDays(1)));
        Assert.AreEqual(RegisterOutcome.TwoKeysLive, await AddAsync());

        host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.AreEqual(RegisterOutcome.Done, await AddAsync());

        async Task<RegisterOutcome> AddAsync() =>
            (await register.AddAsync(sender.Instance, NewCredential.ApiKey)).Outcome;
    }

    [TestMethod]
    public async Task The_report_says_when_the_one_in_use_ends()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        Assert.IsNull(await ExpiresAsync());
        await sender.PostAsync("[]");
        Assert.AreEqual("2027-11-24T12:00:00+00:00", await ExpiresAsync());

        var register = host.Services.GetRequiredService<CredentialRegister>();
        host.Clock.Advance(TimeSpan.FromDays(100));
        var (_, added) = await register.AddAsync(sender.Instance, NewCredential.ApiKey);
        Assert.AreEqual("2027-11-24T12:00:00+00:00", await ExpiresAsync());
        await new Sender(host.Ingest, sender.Instance, added!.ApiKey!.Reveal()).PostAsync("[]");

        Assert.AreEqual("2028-03-03T12:00:00+00:00", await ExpiresAsync());

        async Task<string?> ExpiresAsync() =>
            (string?)
                JsonNode.Parse(await host.Pages.GetStringAsync(new Uri("/reports/instances", UriKind.Relative)))![
                    "instances"
                ]![0]!["credentialExpires"];
    }

    [TestMethod]
    public async Task Its_use_is_noted_once_a_minute_and_a_refused_one_s_is_not()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        Assert.IsNull(await UsedAsync());
        var refused = new Sender(host.Ingest, sender.Instance, Keys.WithOtherSecret(sender.Key));
        await refused.PostAsync("[]");
        Assert.IsNull(await UsedAsync());

        await sender.PostAsync("[]");
        Assert.AreEqual(The.Now, await UsedAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(59.999));
        await sender.PostAsync("[]");
        Assert.AreEqual(The.Now, await UsedAsync());
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await sender.BeatAsync(Beat.Of(sender.Instance));

        Assert.AreEqual(The.Now.AddMinutes(1), await UsedAsync());

        async Task<DateTimeOffset?> UsedAsync()
        {
            await using var db = host.Services.GetRequiredService<EndpointStore>().CreateContext();
            return db.Credentials.Single().LastUsed is { } used ? DateTimeOffset.FromUnixTimeMilliseconds(used) : null;
        }
    }

    private static async Task<Func<Task<Answer>>> PosterAsync(CentralEndpointHost host, string kind)
    {
        if (kind == "api-key")
        {
            var sender = await host.AddSenderAsync();
            return () => sender.PostAsync("[]");
        }

        var signer = await host.AddSignerAsync();
        return () => host.SenderWith(signer).PostAsync("[]");
    }
}
